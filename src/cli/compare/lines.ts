import type { CompareResult, Sequential } from '../../contract/result.ts'
import { askedLines } from '../asked.ts'
import { count, NOTHING, pValue, signed, signedInterval } from '../figures.ts'
import { INTERRUPTED_LINE, type Look } from '../output.ts'
import { ARROWS, inUnit, isShare } from '../run/lines.ts'
import { runBy } from '../running.ts'
import { table } from '../table.ts'
import { wrap } from '../text.ts'

type Difference = CompareResult['differences'][number]

/** What is printed of a comparison. Its texts must be plain already. */
export function comparisonLines(result: CompareResult, look: Look): string[] {
  const { recommenders, differences, interrupted } = result
  const { width, paint } = look
  const [first] = recommenders
  const pairs = recommenders.flatMap((a, i) => recommenders.slice(i + 1).map((b) => ({ a, b })))
  const about = first?.result.manifest
  return [
    ...(interrupted ? [paint('yellow', INTERRUPTED_LINE), ''] : []),
    ...pairs.flatMap((pair) => [...pairLines(pair, differences, look), '']),
    ...retentionOf(differences).flatMap((one) => verdict(one, look)),
    ...(result.sequential ? lookLines(result.sequential, look) : []),
    '',
    ...(result.model ? [...askedLines(result.model, look), ''] : []),
    ...(about
      ? wrap(
          `${worldsIn(result)}${count(about.users)} people of ${about.populations.map(({ name }) => name).join(', ')}, the same for all; up to ${about.sessions} × ${about.turns} slates of ${about.slateSize}; seed ${about.seed}; ${about.mind.name} mind; run as ${runBy(about)}`,
          width
        ).map((line) => paint('dim', line))
      : []),
    ...wrap('shares differ in points; p is of each figure alone; ↑ more is better, ↓ less is better', width).map(
      (line) => paint('dim', line)
    )
  ]
}

/** Said first where whole worlds are compared. */
const worldsIn = ({ unit, seeds }: CompareResult): string =>
  unit === 'worlds' ? `intervals are over ${count(seeds.length)} whole worlds; figures are those of the first; ` : ''

/** When it was decided, or that it is open. */
function lookLines({ looks, isDecided, metric }: Sequential, { width, paint }: Look): string[] {
  const last = looks.at(-1)!
  const says = isDecided
    ? `Decided after ${count(last.n)} people and ${count(looks.length)} ${looks.length === 1 ? 'look' : 'looks'}: p ${pValue(last.p)}, valid however often one looks.`
    : `Not decided after ${count(last.n)} people and ${count(looks.length)} looks: ${metric} differs by ${signedInterval(last.low, last.high, 3)}.`
  return wrap(says, width, 2).map((line) => paint(isDecided ? 'green' : 'yellow', line))
}

type Arm = CompareResult['recommenders'][number]

function pairLines({ a, b }: { a: Arm; b: Arm }, differences: readonly Difference[], { width, paint }: Look): string[] {
  const heads = [{ text: a.name }, { text: b.name }, { text: 'difference' }, { text: '95 %' }, { text: 'p' }]
  const rows = Object.entries(a.result.metrics).map(([metric, value]) => {
    const found = differences.find((one) => one.a === a.name && one.b === b.name && one.metric === metric)
    const other = b.result.metrics[metric]!
    const [scale, digits] = isShare(value.unit) ? [100, 1] : [1, value.value >= 100 ? 0 : value.value >= 10 ? 1 : 3]
    const cells = found
      ? [
          signed(scale * found.difference, digits),
          signedInterval(scale * found.low, scale * found.high, digits),
          pValue(found.p)
        ]
      : [NOTHING, '', '']
    return {
      label: `${metric} ${ARROWS[value.better]}`,
      cells: [inUnit(value), inUnit(other), ...cells].map((text) => ({ text }))
    }
  })
  return [paint('bold', `${b.name} − ${a.name}`), ...table(heads, rows, width, paint)]
}

export const retentionOf = (differences: readonly Difference[]): Difference[] =>
  differences.filter(({ metric }) => metric === 'retention')

/** Who keeps more people, in a sentence. */
function verdict({ a, b, difference, low, high, p }: Difference, { width, paint }: Look): string[] {
  const points = (share: number) => (100 * share).toFixed(1)
  if (!(p < 0.05)) {
    const says = `${b} and ${a} are too close to call on retention (95 %: ${signedInterval(100 * low, 100 * high)} points).`
    return wrap(says, width, 2).map((line) => paint('yellow', line))
  }
  const [better, worse] = difference > 0 ? [b, a] : [a, b]
  const [least, most] = difference > 0 ? [low, high] : [-high, -low]
  const says = `${better} keeps more people than ${worse}: ${points(Math.abs(difference))} points more visits last to the end (95 %: ${points(least)} to ${points(most)}).`
  return wrap(says, width, 2).map((line) => paint('green', line))
}
