import { useId, useRef, useState } from 'preact/hooks'
import { count } from '../charts/figures.ts'
import { DownIcon } from '../shell/icons.tsx'
import { type SceneView, useSegment, visible } from '../store/index.ts'

const SEARCH_FROM = 9

/** Whom the picture is of: everybody, or one segment. */
export function SegmentPicker({ scene }: { readonly scene: SceneView }) {
  const [segment, choose] = useSegment()
  const [search, setSearch] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const names = scene.segments.map(({ population, segment: name, people }, at) => ({
    at,
    says: populations(scene) > 1 ? `${visible(population)} · ${visible(name)}` : visible(name),
    people
  }))
  const everyone = scene.segments.reduce((sum, { people }) => sum + people, 0)
  const now = segment === null ? undefined : names[segment]
  const found = names.filter(({ says }) => says.toLowerCase().includes(search.trim().toLowerCase()))
  const pick = (at: number | null) => {
    choose(at)
    list.current?.hidePopover()
  }
  const open = () => {
    const at = button.current?.getBoundingClientRect()
    if (!at || !list.current) return
    list.current.style.top = `${at.bottom + 6}px`
    list.current.style.left = `${Math.max(12, Math.min(at.left, innerWidth - 312))}px`
  }
  if (names.length < 2) return null
  return (
    <div class="segments">
      <button ref={button} type="button" popovertarget={id} onClick={open}>
        <span class="unseen">Segment: </span>
        <span class="name">{now?.says ?? 'Everyone'}</span>
        <small>{count(now?.people ?? everyone)}</small>
        <DownIcon />
      </button>
      <div ref={list} id={id} popover="auto" class="menu">
        {names.length >= SEARCH_FROM && (
          <input
            type="search"
            aria-label="Search segments"
            placeholder={`Search ${names.length} segments`}
            value={search}
            onInput={({ currentTarget: { value } }) => setSearch(value)}
          />
        )}
        <ul>
          {search === '' && (
            <li>
              <button type="button" aria-pressed={segment === null} onClick={() => pick(null)}>
                <span class="name">Everyone</span> <small>{count(everyone)}</small>
              </button>
            </li>
          )}
          {found.map(({ at, says, people }) => (
            <li key={at}>
              <button type="button" aria-pressed={segment === at} onClick={() => pick(at)}>
                <span class="name">{says}</span> <small>{count(people)}</small>
              </button>
            </li>
          ))}
          {found.length === 0 && <li class="muted">No segment of that name.</li>}
        </ul>
      </div>
    </div>
  )
}

const populations = (scene: SceneView) => new Set(scene.segments.map(({ population }) => population)).size
