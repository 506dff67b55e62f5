import { useEffect, useRef, useState } from 'preact/hooks'
import { createCell, useCell } from '../store/cell.ts'
import { goTo, type SceneView, visible } from '../store/index.ts'
import { FoundList, type Query } from './found-list.tsx'
import './finder.css'
import { neighbour, somebody } from './neighbours.ts'

/** What was looked for last; it stays while one goes from person to person. */
const queryCell = createCell<Query>({ text: '', segment: null, state: null })

interface Props {
  readonly scene: SceneView
  readonly user: number | null
  /** The list is always there. */
  readonly isOpen: boolean
}

/** Finds a person by number or words, by segment or state; or the next, the one before, or anybody. */
export function Finder({ scene, user, isOpen }: Props) {
  const query = useCell(queryCell)
  const [isFolded, setFolded] = useState(true)
  const frame = useRef<HTMLDivElement>(null)
  const isShown = isOpen || !isFolded
  const change = (part: Partial<Query>) => queryCell.set({ ...query, ...part })
  const close = () => setFolded(true)

  useEffect(() => {
    if (!isShown || isOpen) return
    const outside = (event: Event) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setFolded(true)
    }
    addEventListener('pointerdown', outside)
    addEventListener('focusin', outside)
    return () => {
      removeEventListener('pointerdown', outside)
      removeEventListener('focusin', outside)
    }
  }, [isShown, isOpen])

  const go = (to: Promise<number | undefined>) =>
    to.then((found) => found !== undefined && goTo('person', found)).catch(() => setFolded(false))
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return close()
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    const first = frame.current?.querySelector<HTMLElement>('a.found-row')
    if (first === null || first === undefined) return
    event.preventDefault()
    if (event.key === 'Enter') first.click()
    else first.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is inside
    <div ref={frame} class="finder" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="finder-bar">
        <input
          type="search"
          value={query.text}
          placeholder="Number, segment or mood"
          aria-label="Find a person by number, segment or state"
          maxLength={200}
          onFocus={() => setFolded(false)}
          onInput={(event) => change({ text: event.currentTarget.value })}
          onKeyDown={key}
        />
        {user !== null && (
          <>
            <button
              type="button"
              aria-label="The person before"
              title="The person before"
              onClick={() => go(neighbour(user, -1))}
            >
              ←
            </button>
            <button
              type="button"
              aria-label="The next person"
              title="The next person"
              onClick={() => go(neighbour(user, 1))}
            >
              →
            </button>
          </>
        )}
        <button type="button" onClick={() => go(somebody(scene.users))}>
          Surprise me
        </button>
      </div>
      {isShown && (
        <div class={`finder-panel${isOpen ? ' is-still' : ''}`}>
          <div class="finder-filters">
            <select
              aria-label="Segment"
              value={query.segment ?? ''}
              onChange={({ currentTarget: { value } }) => change({ segment: value === '' ? null : Number(value) })}
            >
              <option value="">Any segment</option>
              {scene.segments.map(({ population, segment, people }, at) => (
                <option key={`${population} ${segment}`} value={at}>
                  {`${visible(segment)} · ${visible(population)} (${people.toLocaleString('en')})`}
                </option>
              ))}
            </select>
            <select
              aria-label="State"
              value={query.state ?? ''}
              onChange={({ currentTarget: { value } }) => change({ state: value === '' ? null : value })}
            >
              <option value="">Any state</option>
              {scene.states.map((state) => (
                <option key={state} value={state}>
                  {visible(state)}
                </option>
              ))}
            </select>
          </div>
          <FoundList {...query} user={user} onChoose={close} />
        </div>
      )}
    </div>
  )
}
