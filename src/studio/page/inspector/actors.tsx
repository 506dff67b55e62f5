import { useMemo, useState } from 'preact/hooks'
import type { ActorRow } from '../../api-inspect.ts'
import { visible } from '../store/index.ts'
import { choose } from './feed.ts'

const SHOWN = 200

/** All actors, those of one program together, children under their parents. */
export function Actors({
  rows,
  chosen
}: {
  readonly rows: ReadonlyMap<string, ActorRow>
  readonly chosen: string | null
}) {
  const [text, setText] = useState('')
  const [isWithGone, setIsWithGone] = useState(true)
  const found = useMemo(() => bySource(rows, text, isWithGone), [rows, text, isWithGone])
  const shown = found.reduce((sum, { actors }) => sum + actors.length, 0)
  return (
    <nav class="actors" aria-label="Actors">
      <div class="search">
        <input
          type="search"
          value={text}
          placeholder="Find an actor"
          aria-label="Find an actor by name or state"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <label>
          <input
            type="checkbox"
            checked={isWithGone}
            onChange={(event) => setIsWithGone(event.currentTarget.checked)}
          />
          Gone, too
        </label>
      </div>
      {shown === 0 && <p class="muted none">None of {rows.size.toLocaleString('en')} fits.</p>}
      {found.map(({ source, actors, left }) => (
        <section key={source} aria-label={source}>
          <h2>{source}</h2>
          <ul>
            {actors.map(({ row, depth }) => (
              <li key={row.sessionId} style={depth > 0 ? { paddingLeft: `${Math.min(depth, 6) * 14}px` } : undefined}>
                <button
                  type="button"
                  class={row.isLive ? 'actor' : 'actor is-gone'}
                  aria-current={row.sessionId === chosen ? 'true' : undefined}
                  onClick={() => choose(row.sessionId)}
                >
                  <span class="name">{visible(row.name)}</span>
                  <span class="state">{row.isLive ? visible(row.state) : goneWords(row)}</span>
                </button>
              </li>
            ))}
          </ul>
          {left > 0 && <p class="muted none">and {left.toLocaleString('en')} more: search for them.</p>}
        </section>
      ))}
    </nav>
  )
}

const goneWords = ({ status, state }: ActorRow) =>
  status === 'active' ? 'hung up' : `${visible(status)}${state === '' ? '' : ` · ${visible(state)}`}`

interface Group {
  readonly source: string
  readonly actors: { readonly row: ActorRow; readonly depth: number }[]
  readonly left: number
}

function bySource(rows: ReadonlyMap<string, ActorRow>, text: string, isWithGone: boolean): Group[] {
  const wanted = text.trim().toLowerCase()
  const fits = ({ name, state, isLive, sessionId }: ActorRow) =>
    (isLive || isWithGone) && (wanted === '' || `${name} ${state} ${sessionId}`.toLowerCase().includes(wanted))
  const children = new Map<string | null, ActorRow[]>()
  for (const row of rows.values()) {
    const parent = row.parentId !== null && rows.has(row.parentId) ? row.parentId : null
    const known = children.get(parent)
    if (known) known.push(row)
    else children.set(parent, [row])
  }
  const groups = new Map<string, ActorRow[]>()
  for (const row of children.get(null) ?? []) groups.set(row.source, [...(groups.get(row.source) ?? []), row])
  const sources = [...groups.keys()].sort((a, b) => Number(b === 'here') - Number(a === 'here') || (a < b ? -1 : 1))
  return sources.map((source) => {
    const all: { row: ActorRow; depth: number }[] = []
    const seen = new Set<string>()
    const visit = (row: ActorRow, depth: number): void => {
      if (seen.has(row.sessionId)) return
      seen.add(row.sessionId)
      if (fits(row)) all.push({ row, depth })
      for (const child of children.get(row.sessionId) ?? []) visit(child, depth + 1)
    }
    for (const row of groups.get(source) ?? []) visit(row, 0)
    const says = source === 'here' ? 'This process' : `${source.charAt(0).toUpperCase()}${source.slice(1)}`
    return { source: says, actors: all.slice(0, SHOWN), left: Math.max(0, all.length - SHOWN) }
  })
}
