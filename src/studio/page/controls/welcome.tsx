import type { Form } from '../../api.ts'
import { TroubleNote } from '../shell/trouble.tsx'
import { mayAct, useJson } from '../store/index.ts'
import { LookingOn } from './looking-on.tsx'
import { StartForm } from './start-form.tsx'
import './controls.css'

/** Before the first run: what this is, and the one thing to do. */
export function Welcome() {
  const { value: form, trouble, reload } = useJson<Form | null>('api/form')
  return (
    <div class="page welcome">
      <header>
        <h1>Nobody is here yet</h1>
        <p>
          Start a run, and people who each live a statechart of their own come, are shown slates, like or leave them,
          and say what they would rather have. You can follow all of them at once or one by one, hold the run, and reach
          into it.
        </p>
      </header>
      {!mayAct && <LookingOn />}
      {trouble && <TroubleNote trouble={trouble} onAgain={reload} />}
      {form && <StartForm form={form} isBusy={false} />}
      {form === null && <p class="muted">This studio shows what others start; it waits for a run.</p>}
    </div>
  )
}
