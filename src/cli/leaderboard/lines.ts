import type { BoardCheck, BoardPlace, Leaderboard, Quadrant } from '../../contract/leaderboard.ts'
import type { Measured } from '../../contract/result.ts'
import { count, duration, interval, NOTHING, percent, signed, signedInterval, words } from '../figures.ts'
import type { Look } from '../output.ts'
import { table } from '../table.ts'
import { wrap } from '../text.ts'

/** Columns of the table; differences are against the baseline, in points. */
const headsOf = (baseline: string) =>
  ['retention', '95 %', `− ${baseline}`, 'likely ranks', 'first', 'NDCG'].map((text) => ({ text }))

/** What is printed of a leaderboard. Its texts must be plain already. */
export function boardLines(board: Leaderboard, { width, paint }: Look): string[] {
  const { places, manifest, cost, noise, baseline, notes } = board
  const list = (label: string, text: string) => wrap(`${label.padEnd(LABEL)}${text}`, width, LABEL)
  const dim = (text: string) => wrap(text, width).map((line) => paint('dim', line))
  return [
    ...notes.flatMap((note) => wrap(note, width).map((line) => paint('yellow', line))),
    paint('bold', 'Who keeps people, over all scenarios'),
    ...table(
      headsOf(board.baseline),
      places.map((place) => overall(place, board)),
      width,
      paint
    ),
    '',
    paint('bold', 'Retention, scenario by scenario'),
    ...table(
      places.map(({ name }) => ({ text: name })),
      manifest.scenarios.map(({ name, version }) => ({
        label: `${words(name)} v${version}`,
        cells: places.map(({ scenarios }) => ({ text: share(scenarios[name]?.retention) }))
      })),
      width,
      paint
    ),
    '',
    ...verdict(places).flatMap((says) => wrap(says, width, 2).map((line) => paint('green', line))),
    ...list(
      'Noise',
      `“${noise.of}” against itself with another chance of its own: up to ${points(noise.floor)} points mean nothing`
    ),
    ...QUADRANTS.flatMap(([quadrant, label, says]) => {
      const names = places.flatMap((one) => (one.quadrant === quadrant ? [one.name] : []))
      return names.length > 0 ? list(label, `${names.join(', ')} (${says})`) : []
    }),
    ...places.flatMap(({ name, failures }) =>
      failures > 0 ? list('Broke', `${name} failed ${count(failures)} times; a visit that broke counts as lost`) : []
    ),
    ...list('Cost', `${count(cost.runs)} runs, ${count(cost.userSteps)} user-steps, ${duration(1_000 * cost.seconds)}`),
    '',
    ...dim(
      `${count(manifest.users)} people × ${manifest.replicates} replicates in each of ${manifest.scenarios.length} scenarios, the same with the same luck for all; seed ${manifest.seed}; “− ${baseline}” is in points, person by person`
    )
  ]
}

const LABEL = 11
const QUADRANTS: readonly (readonly [Quadrant, string, string])[] = [
  ['keeps-and-ranks', 'Both', 'keeps people and ranks well, against the mean of the field'],
  ['keeps', 'Keeps', 'keeps people, and ranks less well'],
  ['ranks', 'Ranks', 'ranks well, and loses people'],
  ['neither', 'Neither', 'neither of both']
]

function overall(
  { name, rank, likely, overall: { retention, ndcg } }: BoardPlace,
  { differences, baseline }: Leaderboard
) {
  const found = differences.find(
    ({ a, b, scenario }) => scenario === null && [a, b].includes(name) && [a, b].includes(baseline) && a !== b
  )
  const turned = found && name !== baseline ? (found.b === name ? found : negative(found)) : undefined
  return {
    label: `${placeOf(rank)}  ${name}`,
    cells: [
      share(retention),
      retention ? interval(100 * retention.low, 100 * retention.high) : '',
      turned ? `${signed(100 * turned.difference)} (${signedInterval(100 * turned.low, 100 * turned.high)})` : NOTHING,
      likely.low === likely.high ? `${likely.low}` : `${likely.low}–${likely.high}`,
      percent(likely.first),
      ndcg ? ndcg.value.toFixed(3) : NOTHING
    ].map((text) => ({ text }))
  }
}

const negative = ({ difference, low, high }: { difference: number; low: number; high: number }) => ({
  difference: -difference,
  low: -high,
  high: -low
})
const share = (figure: Measured | null | undefined): string => (figure ? percent(figure.value) : NOTHING)
const points = (value: number): string => (100 * value).toFixed(1)

/** `1`, or `3–4` for those that are too close to call. */
export const placeOf = ([from, to]: BoardPlace['rank']): string => (from === to ? `${from}` : `${from}–${to}`)

/** Who leads, and who cannot be told apart. */
export function verdict(places: readonly BoardPlace[]): string[] {
  const groups = [...new Set(places.map(({ rank }) => rank[0]))].map((first) =>
    places.filter(({ rank }) => rank[0] === first)
  )
  return groups.flatMap((group, at) => {
    const names = group.map(({ name }) => name).join(', ')
    if (group.length > 1) return [`${at === 0 ? 'Nobody leads: ' : ''}${names} are too close to call.`]
    return at === 0 ? [`${names} keeps more people than every other, beyond luck.`] : []
  })
}

/** What is printed of a leaderboard that was run again. */
export function checkLines(check: BoardCheck, { width, paint }: Look): string[] {
  const { runs, of, figures, differing, isTableSame, notes, seconds } = check
  const isSame = differing.length === 0 && isTableSame !== false
  const about = `${count(runs)} of ${count(of)} runs, ${count(figures)} figures, in ${duration(1_000 * seconds)}`
  return [
    ...notes.flatMap((note) => wrap(note, width)),
    ...wrap(
      isSame
        ? `All the same to the digit: ${about}${isTableSame ? ', and the table made of them' : ''}.`
        : `Not the same: ${count(differing.length)} figures differ in ${about}${isTableSame === false ? '; the table is another' : ''}.`,
      width
    ).map((line) => paint(isSame ? 'green' : 'red', line)),
    ...differing
      .slice(0, SHOWN)
      .flatMap(({ scenario, replicate, entry, what, was, is }) =>
        wrap(`  ${scenario}, replicate ${replicate}, ${entry}: ${what} was ${was}, is ${is}`, width, 4)
      ),
    ...(differing.length > SHOWN ? [`  … and ${count(differing.length - SHOWN)} more`] : [])
  ]
}

const SHOWN = 12
