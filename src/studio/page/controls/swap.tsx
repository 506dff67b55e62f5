import { useId, useState } from 'preact/hooks'
import { visible } from '../store/index.ts'
import { Intervention } from './intervention.tsx'

/** Another recommender goes on. */
export function Swap({ recommenders, now }: { readonly recommenders: readonly string[]; readonly now: string }) {
  const [to, setTo] = useState('')
  const id = useId()
  return (
    <Intervention
      title="Swap the recommender"
      button="Swap"
      asked={to === '' ? undefined : { do: 'swap-recommender', to }}
      says={
        to === ''
          ? `“${visible(now)}” recommends now.`
          : `From the next turn on “${visible(to)}” serves everybody. It knows what was shown so far, and nothing else.`
      }
    >
      <p class="field">
        <label for={id}>Who takes over</label>
        <select id={id} value={to} onChange={({ currentTarget: { value } }) => setTo(value)}>
          <option value="">choose one</option>
          {recommenders.map((name) => (
            <option key={name} value={name}>
              {visible(name)}
            </option>
          ))}
        </select>
      </p>
    </Intervention>
  )
}
