import { count, percent } from '../charts/figures.ts'
import { type Chart, visible } from '../store/index.ts'
import type { Reading } from './reading.ts'
import { useSlowly } from './use-slowly.ts'

/** The numbers of the picture as tables, twice a second at most. */
export function Numbers({ reading, chart }: { readonly reading: Reading; readonly chart: Chart | undefined }) {
  return (
    <details class="counted">
      <summary>The numbers as tables</summary>
      <Tables reading={reading} chart={chart} />
    </details>
  )
}

function Tables({ reading, chart }: { readonly reading: Reading; readonly chart: Chart | undefined }) {
  const { people, traffic, passed, total } = useSlowly(reading, 500)
  const keys = new Map(chart?.chart.states.map(({ id, key }) => [id, key]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must by keyboard too
    <section class="tables" aria-label="The numbers as tables" tabIndex={0}>
      <table>
        <caption class="unseen">People in each state</caption>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">People</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {[...people].map(([id, n]) => (
            <tr key={id}>
              <th scope="row">{visible(id)}</th>
              <td>{count(n)}</td>
              <td>{percent(total > 0 ? n / total : Number.NaN)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption class="unseen">How often each arrow fired</caption>
        <thead>
          <tr>
            <th scope="col">Arrow</th>
            <th scope="col">Last turn</th>
            <th scope="col">So far</th>
          </tr>
        </thead>
        <tbody>
          {chart?.chart.arrows.map(({ name, source, says, targets }) => (
            <tr key={name}>
              <th scope="row">
                {visible(keys.get(source) ?? source)} →{' '}
                {targets.map((id) => visible(keys.get(id) ?? id)).join(', ') || 'stays'}
                <small> {visible(says)}</small>
              </th>
              <td>{count(traffic.get(name) ?? 0)}</td>
              <td>{count(passed.get(name) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
