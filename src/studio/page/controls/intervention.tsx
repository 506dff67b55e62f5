import type { ComponentChildren } from 'preact'
import type { Interference } from '../../api.ts'
import { TroubleNote } from '../shell/trouble.tsx'
import { useFrame } from '../store/index.ts'
import { useIntervening } from './intervene.ts'

interface Props {
  readonly title: string
  readonly children: ComponentChildren
  /** What will be done; nothing while something is missing. */
  readonly asked: Interference | undefined
  /** What that means, in a sentence; or what is missing. */
  readonly says: string
  readonly button: string
}

/** One way to reach into the run: what is wanted, what will happen, and what came of it. */
export function Intervention({ title, children, asked, says, button }: Props) {
  const { trouble, isPromised, isBusy, intervene } = useIntervening(useFrame())
  return (
    <form
      class="intervention"
      onSubmit={(event) => {
        event.preventDefault()
        if (asked) intervene(asked, says)
      }}
    >
      <fieldset>
        <legend>{title}</legend>
        {children}
        <p class="says">{says}</p>
        <button type="submit" disabled={!asked || isBusy}>
          {button}
        </button>
      </fieldset>
      <p role="status" class="promised">
        {isBusy ? 'It waits for the next turn …' : isPromised ? 'It is noted, and done before the next turn.' : ''}
      </p>
      {trouble && <TroubleNote trouble={trouble} isAlert />}
    </form>
  )
}
