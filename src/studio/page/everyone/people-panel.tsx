import { useEffect, useRef, useState } from 'preact/hooks'
import { count, many } from '../charts/figures.ts'
import { CloseIcon } from '../shell/icons.tsx'
import { TroubleNote } from '../shell/trouble.tsx'
import { type Chart, type PeopleFound, pathOf, useJson, visible, withSegment } from '../store/index.ts'

interface Props {
  readonly state: string
  readonly chart: Chart | undefined
  readonly segment: number | null
  readonly isUnderWay: boolean
  /** An earlier turn is looked at beside it. */
  readonly isPast: boolean
  /** Its name says nothing then. */
  readonly isOnlyPopulation: boolean
  onClose(): void
}

const PAGE = 50

/** Who is in a state now. */
export function PeoplePanel({ state, chart, segment, isUnderWay, isPast, isOnlyPopulation, onClose }: Props) {
  const [limit, setLimit] = useState(PAGE)
  const found = useJson<PeopleFound>(
    withSegment(`api/people?state=${encodeURIComponent(state)}&limit=${limit}`, segment)
  )
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const drawn = chart?.chart.states.find(({ id }) => id === state)
  const { value, trouble } = found
  return (
    <aside
      class="people"
      aria-label="People in a state"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose()
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {visible(drawn?.key ?? state)}
        </h2>
        <button type="button" class="quiet" aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      {drawn && drawn.description !== '' && <p class="muted">{visible(drawn.description)}</p>}
      {trouble && <TroubleNote trouble={trouble} onAgain={found.reload} />}
      {value && (
        <>
          <p class="total">
            <span>
              <b>{count(value.total)}</b> {value.total === 1 ? 'person' : 'people'} here
              {isUnderWay ? ' when asked' : isPast ? ' in the end' : ''}
              {isPast && ', not in the turn that is shown'}
            </span>
            {isUnderWay && (
              <button type="button" class="quiet" onClick={found.reload}>
                Ask again
              </button>
            )}
          </p>
          <ul>
            {value.people.map(({ user, population, segment: name, state: now, isFollowed }) => (
              <li key={user}>
                <a href={pathOf('person', user)}>
                  <b>{user}</b>
                  <span>
                    {isOnlyPopulation ? '' : `${visible(population)} · `}
                    {visible(name)}
                    <small>{visible(now)}</small>
                  </span>
                  {isFollowed && <i title="Followed from the beginning">followed</i>}
                </a>
              </li>
            ))}
          </ul>
          {value.total > value.people.length && limit < 200 && (
            <button type="button" onClick={() => setLimit(Math.min(200, limit + PAGE))}>
              Show more
            </button>
          )}
          {value.total > 200 && limit >= 200 && (
            <p class="muted">
              {many(value.total - value.people.length, 'other')} can be found by their number or words in{' '}
              <a href={pathOf('person')}>One user</a>.
            </p>
          )}
        </>
      )}
    </aside>
  )
}
