import { useId, useState } from 'preact/hooks'
import { count, many } from '../charts/figures.ts'
import { type SceneView, visible } from '../store/index.ts'
import { Intervention } from './intervention.tsx'

const WHOM = { everyone: 'Everybody', segment: 'A segment', user: 'One person' } as const
type Whom = keyof typeof WHOM

/** A trait of people is set. */
export function SetTrait({ scene }: { readonly scene: SceneView }) {
  const [trait, setTrait] = useState(scene.traits[0] ?? '')
  const [value, setValue] = useState(0.5)
  const [whom, setWhom] = useState<Whom>('everyone')
  const [segment, setSegment] = useState(0)
  const [user, setUser] = useState('')
  const id = useId()
  const person = /^\d+$/.test(user) && Number(user) < scene.users
  const isComplete = trait !== '' && (whom !== 'user' || person)
  const chosen = scene.segments[segment]
  const concerned =
    whom === 'everyone'
      ? 'everybody'
      : whom === 'user'
        ? `person ${user}`
        : `${many(chosen?.people ?? 0, 'person', 'people')} of ${visible(chosen?.population ?? '')} · ${visible(chosen?.segment ?? '')}`
  return (
    <Intervention
      title="Set a trait"
      button="Set"
      asked={
        isComplete
          ? {
              do: 'set-trait',
              trait,
              value,
              ...(whom === 'segment' ? { segment } : whom === 'user' ? { user: Number(user) } : {})
            }
          : undefined
      }
      says={
        isComplete
          ? `Before the next turn ${visible(trait)} of ${concerned} is set to ${value.toFixed(2)}.`
          : 'Say which person, by number.'
      }
    >
      <div class="pair">
        <p class="field">
          <label for={`${id}-trait`}>Trait</label>
          <select id={`${id}-trait`} value={trait} onChange={({ currentTarget: { value } }) => setTrait(value)}>
            {scene.traits.map((name) => (
              <option key={name} value={name}>
                {visible(name)}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label for={`${id}-value`}>
            Value <output for={`${id}-value`}>{value.toFixed(2)}</output>
          </label>
          <input
            id={`${id}-value`}
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={value}
            onInput={({ currentTarget }) => setValue(Number(currentTarget.value))}
          />
        </p>
      </div>
      <fieldset class="whom">
        <legend class="unseen">Whose</legend>
        {(Object.keys(WHOM) as Whom[]).map((one) => (
          <label key={one}>
            <input type="radio" name={`${id}-whom`} checked={whom === one} onChange={() => setWhom(one)} /> {WHOM[one]}
          </label>
        ))}
      </fieldset>
      {whom === 'segment' && (
        <p class="field">
          <label for={`${id}-segment`}>Segment</label>
          <select
            id={`${id}-segment`}
            value={String(segment)}
            onChange={({ currentTarget: { value } }) => setSegment(Number(value))}
          >
            {scene.segments.map(({ population, segment: name, people }, at) => (
              <option key={`${population} ${name}`} value={String(at)}>
                {visible(population)} · {visible(name)} ({count(people)})
              </option>
            ))}
          </select>
        </p>
      )}
      {whom === 'user' && (
        <p class="field">
          <label for={`${id}-user`}>Number of the person</label>
          <input
            id={`${id}-user`}
            type="text"
            inputMode="numeric"
            value={user}
            onInput={({ currentTarget: { value } }) => setUser(value.trim())}
          />
        </p>
      )}
    </Intervention>
  )
}
