import { useMemo, useState } from 'preact/hooks'
import type { Form } from '../../api.ts'
import { count } from '../charts/figures.ts'
import { TroubleNote } from '../shell/trouble.tsx'
import { asTrouble, goTo, mayAct, post, type Trouble } from '../store/index.ts'
import { FieldInput } from './field-input.tsx'
import { concerned, type Field, faultOf, fieldsOf, startOf, type Values } from './fields.ts'

/** Asks for what decides a run, and starts it. */
export function StartForm({ form, isBusy }: { readonly form: Form; readonly isBusy: boolean }) {
  const fields = useMemo(() => fieldsOf(form.schema), [form])
  const [values, setValues] = useState<Values>(() => filledIn(fields, form))
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined)
  const [isStarting, setStarting] = useState(false)
  const about = trouble && concerned(fields, values, trouble.what)
  const isFaulty = fields.some((field) => faultOf(field, values[field.name]) !== undefined)

  const start = async (event: Event) => {
    event.preventDefault()
    if (isFaulty || isStarting) return
    setStarting(true)
    setTrouble(undefined)
    try {
      await post('api/runs', startOf(fields, values))
      goTo('everyone')
    } catch (thrown) {
      setTrouble(asTrouble(thrown))
    } finally {
      setStarting(false)
    }
  }

  const input = (field: Field) => (
    <FieldInput
      key={field.name}
      field={field}
      value={values[field.name]}
      fault={
        faultOf(field, values[field.name]) ??
        (trouble && about === field.name ? <TroubleNote trouble={trouble} isAlert /> : null)
      }
      onChange={(value) => setValues({ ...values, [field.name]: value })}
    />
  )
  const of = (...kinds: Field['kind'][]) => fields.filter(({ kind }) => kinds.includes(kind)).map(input)
  return (
    <form class="start" onSubmit={start} noValidate>
      <fieldset disabled={!mayAct}>
        <legend class="unseen">What decides the run</legend>
        <div class="names">{of('choice', 'suggested', 'text')}</div>
        <div class="amounts">{of('number')}</div>
        {of('yes')}
      </fieldset>
      <div class="go">
        <button type="submit" class="main" disabled={!mayAct || isBusy || isStarting || isFaulty}>
          {isStarting ? 'Starting …' : 'Start the run'}
        </button>
        <p class="muted">{isBusy ? 'A run is under way; stop it to start another.' : <Work values={values} />}</p>
      </div>
      {trouble && about === undefined && <TroubleNote trouble={trouble} isAlert />}
    </form>
  )
}

/** What that comes to. */
function Work({ values: { users, sessions, turns } }: { readonly values: Values }) {
  const steps = Number(users) * Number(sessions) * Number(turns)
  return Number.isFinite(steps) && steps > 0 ? <>{count(steps)} user-steps at most.</> : null
}

const filledIn = (fields: readonly Field[], { values }: Form): Values => {
  const given = values as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    fields.map(({ name, kind }) => [name, kind === 'yes' ? given[name] === true : String(given[name] ?? '')])
  )
}
