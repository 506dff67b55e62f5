import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { TroubleNote } from '../shell/trouble.tsx'
import { useJson, visible } from '../store/index.ts'
import { Intervention } from './intervention.tsx'

interface Item {
  readonly id: string
  readonly title: string
}

const MOST = 8

/** An item is taken out. */
export function Withdraw() {
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  const [item, setItem] = useState<Item | undefined>(undefined)
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const choose = (found: Item) => {
    setItem(found)
    setText(found.title)
  }
  /** From the field into what was found, and up and down there. */
  const step = (by: number) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    buttons[Math.max(0, Math.min(buttons.length - 1, at + by))]?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    step(event.key === 'ArrowDown' ? 1 : -1)
  }
  useEffect(() => {
    const timer = setTimeout(() => setSearch(text.trim()), 200)
    return () => clearTimeout(timer)
  }, [text])
  const { value, trouble } = useJson<readonly Item[]>(
    search === '' || item ? null : `api/items?text=${encodeURIComponent(search)}`
  )
  return (
    <Intervention
      title="Withdraw an item"
      button="Withdraw"
      asked={item && { do: 'drop-item', item: item.id }}
      says={
        item
          ? `From the next turn on nobody is shown “${visible(item.title)}” any more.`
          : 'Search for it by its title.'
      }
    >
      <p class="field">
        <label for={id}>Title</label>
        <input
          id={id}
          type="search"
          autoComplete="off"
          value={text}
          onKeyDown={onKeyDown}
          onInput={({ currentTarget: { value } }) => {
            setText(value)
            setItem(undefined)
          }}
        />
      </p>
      {trouble && <TroubleNote trouble={trouble} />}
      {value && !item && (
        <ul ref={list} class="found" aria-label="Items of that title">
          {value.slice(0, MOST).map((found) => (
            <li key={found.id}>
              <button type="button" class="quiet" onClick={() => choose(found)} onKeyDown={onKeyDown}>
                {visible(found.title)} <small>{visible(found.id)}</small>
              </button>
            </li>
          ))}
          {value.length === 0 && <li class="muted">No item of that title.</li>}
        </ul>
      )}
    </Intervention>
  )
}
