import type { MetricValue, RunResult } from '../../../contract/result.ts'
import type { Ended } from '../../api.ts'
import { capital, clock, count, percent } from '../charts/figures.ts'
import { failuresSay } from '../shell/failures.ts'
import { pathOf, visible } from '../store/index.ts'

/** What a run came to, and what to do next. */
export function Outcome({ ended: { result, error }, mayStart }: { readonly ended: Ended; readonly mayStart: boolean }) {
  return (
    <section class="outcome" aria-labelledby="outcome">
      <h2 id="outcome">{heading({ result, error })}</h2>
      {error !== null && <p class="trouble">{visible(error)}</p>}
      {result && (
        <>
          <p>
            {count(result.userSteps)} user-steps in {clock(result.seconds)}, {count(result.userStepsPerSecond)} a
            second. {endings(result.endings)}
          </p>
          <Failures failures={result.failures} />
          {result.interrupted && Object.values(result.metrics).some(({ value }) => !isKnown(value)) && (
            <p class="muted">
              Figures over whole visits are known only when everybody’s first visit has ended; here they are left open.
            </p>
          )}
          <Metrics metrics={result.metrics} />
        </>
      )}
      <p class="next">
        Next: <a href={pathOf('everyone')}>go through its turns again</a>,{' '}
        <a href={pathOf('population')}>see who stayed and who left</a>,{' '}
        <a href={pathOf('person')}>read how one of them fared</a>
        {mayStart ? ', or change something below and start another.' : '.'}
      </p>
    </section>
  )
}

function Failures({ failures }: Pick<RunResult, 'failures'>) {
  const says = failuresSay(failures)
  if (says === undefined) return null
  return (
    <div class="trouble">
      <p class="what">{says}</p>
      {failures.first !== null && <p class="fix first">The first failure: {visible(failures.first)}</p>}
    </div>
  )
}

const heading = ({ result, error }: Ended) => {
  if (error !== null) return 'The run broke off'
  return result?.interrupted
    ? 'The run was stopped; the figures rest on what had happened until then'
    : 'What the run came to'
}

const endings = (endings: Readonly<Record<string, number>>) => {
  const told = Object.entries(endings).filter(([, n]) => n > 0)
  return told.length > 0 ? `Visits ended: ${told.map(([how, n]) => `${count(n)} ${how}`).join(', ')}.` : ''
}

function Metrics({ metrics }: { readonly metrics: Readonly<Record<string, MetricValue>> }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, and must by keyboard too
    <section class="scroll" aria-label="Metrics" tabIndex={0}>
      <table class="metrics">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Value</th>
            <th scope="col">95% interval</th>
            <th scope="col" class="drawn">
              <span class="unseen">As a picture, from 0 to 1</span>
            </th>
            <th scope="col">People</th>
            <th scope="col" class="word">
              Unit
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(metrics).map(([name, metric]) => (
            <tr key={name}>
              <th scope="row">{name === 'ndcg' ? 'NDCG' : capital(visible(name).replaceAll('-', ' '))}</th>
              <td>
                <b>{figure(metric.value, metric.unit)}</b>
              </td>
              <td>
                {figure(metric.low, metric.unit)} – {figure(metric.high, metric.unit)}
              </td>
              <td class="drawn">{isShare(metric.unit) && isKnown(metric.value) && <Whisker metric={metric} />}</td>
              <td>{count(metric.n)}</td>
              <td class="word muted">{visible(metric.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Whisker({ metric: { value, low, high } }: { readonly metric: MetricValue }) {
  const at = (share: number) => `${100 * Math.min(1, Math.max(0, share))}%`
  return (
    <span class="whisker" aria-hidden="true">
      <i style={{ left: at(low), right: `calc(100% - ${at(high)})` }} />
      <b style={{ left: at(value) }} />
    </span>
  )
}

/** What is not known is null once it has gone through JSON. */
const isKnown = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const isShare = (unit: string) => /^share\b/.test(unit) || unit === '0 to 1'

function figure(value: number, unit: string): string {
  if (!isKnown(value)) return '–'
  if (/^share\b/.test(unit)) return percent(value)
  const size = Math.abs(value)
  if (size >= 1_000) return count(value).replace('-', '−')
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2).replace('-', '−')
}
