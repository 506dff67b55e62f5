import { useEffect, useRef, useState } from 'preact/hooks'
import { moodColour } from '../charts/moods.ts'
import { TroubleNote } from '../shell/trouble.tsx'
import { asTrouble, getJson, type PeopleFound, pathOf, type Trouble, visible } from '../store/index.ts'

export interface Query {
  readonly text: string
  readonly segment: number | null
  readonly state: string | null
}

interface Props extends Query {
  /** Who is looked at now. */
  readonly user: number | null
  readonly onChoose: () => void
}

type Found = PeopleFound['people'][number]

const PAGE = 100
const TALL = 46
const SPARE = 6

/** Those who were found, by their numbers. Rows that are seen are there, and pages of them are fetched as one scrolls. */
export function FoundList({ user, onChoose, ...query }: Props) {
  const [top, setTop] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const { total, row, trouble } = usePages(query, Math.floor(top / TALL))
  const [first, last] = [Math.max(0, Math.floor(top / TALL) - SPARE), Math.floor(top / TALL) + 14 + SPARE]
  const rows = Array.from({ length: Math.max(0, Math.min(total ?? 0, last) - first) }, (_, i) => first + i)
  const stamp = JSON.stringify(query)

  useEffect(() => {
    frame.current?.scrollTo({ top: 0 })
    setTop(0)
  }, [stamp])

  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const at = (event.target as HTMLElement).dataset.at
    if (step === undefined || at === undefined) return
    event.preventDefault()
    frame.current?.querySelector<HTMLElement>(`[data-at="${Number(at) + step}"]`)?.focus()
  }
  if (trouble) return <TroubleNote trouble={trouble} />
  return (
    <>
      <p class="found-total" role="status">
        {total === undefined
          ? 'Looking …'
          : total === 0
            ? 'Nobody is like that.'
            : `${total.toLocaleString('en')} found`}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: links inside are what is chosen; arrow keys go between them */}
      <div
        ref={frame}
        class="found"
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={move}
        hidden={(total ?? 0) === 0}
      >
        <ul style={{ height: `${(total ?? 0) * TALL}px` }} aria-label="People found">
          {rows.map((at) => (
            <li key={at} style={{ top: `${at * TALL}px` }}>
              <Row at={at} found={row(at)} isChosen={row(at)?.user === user} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

interface RowProps {
  readonly at: number
  readonly found: Found | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Row({ at, found, isChosen, onChoose }: RowProps) {
  if (found === undefined) return <span class="found-row is-coming">…</span>
  return (
    <a
      class="found-row"
      href={pathOf('person', found.user)}
      data-at={at}
      aria-current={isChosen ? 'true' : undefined}
      onClick={onChoose}
    >
      <b>{found.user}</b>
      <span>
        {visible(found.segment)} <small>{visible(found.population)}</small>
      </span>
      <span class="found-state" style={{ '--is': moodColour(moodIn(found.state)) }}>
        {visible(found.state)}
      </span>
      {found.isFollowed && <span class="followed-dot" role="img" aria-label="followed" title="followed" />}
    </a>
  )
}

/** The mood among the states of a row, which are told as `waiting · bored`. */
const moodIn = (state: string): string => state.split(' · ').at(-1) ?? ''

interface Pages {
  readonly stamp: string
  readonly total: number | undefined
  readonly rows: ReadonlyMap<number, readonly Found[]>
}

/** Pages around the first row that is seen; kept while the search is the same. */
function usePages({ text, segment, state }: Query, first: number) {
  const filters = new URLSearchParams({ text })
  if (segment !== null) filters.set('segment', String(segment))
  if (state !== null) filters.set('state', state)
  const stamp = filters.toString()
  const [pages, setPages] = useState<Pages>({ stamp, total: undefined, rows: new Map() })
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined)
  const wanted = [...new Set([Math.floor(first / PAGE), Math.floor((first + 20) / PAGE)])].join()

  useEffect(() => {
    const stop = new AbortController()
    const load = async () => {
      for (const page of wanted.split(',').map(Number)) {
        if (pages.stamp === stamp && pages.rows.has(page)) continue
        const found = await getJson<PeopleFound>(`api/people?${stamp}&offset=${page * PAGE}&limit=${PAGE}`, stop.signal)
        setPages((held) => ({
          stamp,
          total: found.total,
          rows: new Map([...(held.stamp === stamp ? held.rows : []), [page, found.people]])
        }))
      }
      setTrouble(undefined)
    }
    const timer = setTimeout(
      () => load().catch((thrown) => stop.signal.aborted || setTrouble(asTrouble(thrown))),
      pages.total === undefined ? 0 : 90
    )
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [stamp, wanted])
  return { total: pages.total, trouble, row: (at: number) => pages.rows.get(Math.floor(at / PAGE))?.[at % PAGE] }
}
