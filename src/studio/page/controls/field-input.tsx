import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { visible } from '../store/index.ts'
import type { Field } from './fields.ts'

interface Props {
  readonly field: Field
  readonly value: string | boolean | undefined
  readonly fault: ComponentChildren
  onChange(value: string | boolean): void
}

/** One field of the form, with its label, and what is wrong with it below. */
export function FieldInput({ field, value, fault, onChange }: Props) {
  const id = useId()
  const { label, help, kind } = field
  const says = { id, 'aria-describedby': `${id}-help ${id}-fault`, 'aria-invalid': fault ? true : undefined } as const
  if (kind === 'yes')
    return (
      <p class="field yes">
        <input
          type="checkbox"
          {...says}
          checked={value === true}
          onChange={({ currentTarget: { checked } }) => onChange(checked)}
        />
        <label for={id}>{label}</label> <small id={`${id}-help`}>{help}</small>
      </p>
    )
  return (
    <div class={`field ${kind}`}>
      <label for={id}>{visible(label)}</label> <small id={`${id}-help`}>{visible(help)}</small>
      <Control field={field} value={typeof value === 'string' ? value : ''} says={says} onChange={onChange} />
      <div id={`${id}-fault`} class="fault">
        {fault}
      </div>
    </div>
  )
}

interface ControlProps {
  readonly field: Field
  readonly value: string
  readonly says: { readonly id: string }
  onChange(value: string): void
}

function Control({ field: { kind, options, low, high, name }, value, says, onChange }: ControlProps) {
  if (kind === 'choice')
    return (
      <select {...says} name={name} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {!options.includes(value) && (
          <option value={value}>{value === '' ? 'as the studio has it' : visible(value)}</option>
        )}
        {options.map((option) => (
          <option key={option} value={option}>
            {visible(option)}
          </option>
        ))}
      </select>
    )
  return (
    <>
      <input
        {...says}
        name={name}
        type={kind === 'number' ? 'number' : 'text'}
        inputMode={kind === 'number' ? 'numeric' : undefined}
        min={low}
        max={high}
        step={kind === 'number' ? 1 : undefined}
        list={options.length > 0 ? `${says.id}-options` : undefined}
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {options.length > 0 && (
        <datalist id={`${says.id}-options`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  )
}
