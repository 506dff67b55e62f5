import { RecoError } from '../../contract/error.ts'
import type { ForkResult } from '../../contract/fork.ts'
import type { Change } from '../../runner/fork.ts'
import { count, pValue, signed, signedInterval } from '../figures.ts'
import { parseGiven, worldOf } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { type Look, lookOf, print, printJson } from '../output.ts'
import { numberIn } from '../pairs.ts'
import { perform } from '../perform.ts'
import { ARROWS, inUnit, isShare } from '../run/lines.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { table } from '../table.ts'
import { plain, plainAll, wrap } from '../text.ts'

/** Goes on from a moment of a run another way, and says what that did. */
export async function work(log: string, typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  if (given.out !== undefined) checkOut(given.out)
  const changes = (typed.change as string[]).map(changeIn)
  const { population, recommender, mindset, mind, catalogue, representation, graph } = worldOf(given)
  const parts = Object.fromEntries(
    Object.entries({ population, recommender, mindset, mind, catalogue, representation, graph }).filter(
      ([, value]) => value !== undefined
    )
  )
  const { fork } = await import('../../runner/fork.ts')
  const result = await perform('fork', given, (call) =>
    fork({
      log,
      at: String(typed.at),
      changes,
      ...parts,
      ...(typeof typed.by === 'string' ? { metric: typed.by } : {}),
      ...(given.replicates === undefined ? {} : { replicates: given.replicates }),
      ...call
    })
  )
  if (!given.quiet) for (const note of result.notes) tellPlainly(note)
  if (given.json) printJson(result)
  else print(forkLines(plainAll(result), lookOf(process.stdout)))
  if (given.out !== undefined && !result.interrupted) {
    const { renderCompare } = await import('../../report/index.ts')
    writeWhole(given.out, await renderCompare(asComparison(result)))
    if (!given.quiet) tell(`report  ${plain(given.out)}`)
  }
  process.exitCode = result.interrupted ? 130 : 0
}

/** `what=value`, of whom behind an @. */
function changeIn(text: string): Change {
  const at = text.indexOf('=')
  const [what, rest] = [text.slice(0, at).trim(), text.slice(at + 1).trim()]
  if (at < 1 || rest === '')
    throw new RecoError('run.bad-option', {
      what: `--change is ${JSON.stringify(text)}.`,
      fix: 'Write recommender=popular, drop=<item>, or a trait: patience=0.9@everyone/players.'
    })
  if (what === 'recommender') return { do: 'swap-recommender', to: rest } as Change
  if (what === 'drop') return { do: 'drop-item', item: rest } as Change
  const [value, whom] = rest.split('@') as [string, string | undefined]
  return { do: 'set-trait', trait: what, value: numberIn('change', value), whom: whomIn(whom) } as Change
}

function whomIn(text: string | undefined): object | 'everyone' {
  if (text === undefined || text === 'everyone') return 'everyone'
  if (/^\d+$/.test(text)) return { user: Number(text) }
  const slash = text.indexOf('/')
  return { population: text.slice(0, Math.max(0, slash)), segment: text.slice(slash + 1) }
}

const asComparison = ({ before, after, differences, unit, seeds, interrupted, notes, seconds }: ForkResult) => ({
  recommenders: [
    { name: 'as it was', result: before },
    { name: 'with the change', result: after }
  ],
  differences: differences.map((one) => ({ ...one, a: 'as it was', b: 'with the change' })),
  unit,
  seeds,
  interrupted,
  notes,
  seconds
})

function forkLines(
  { at, changes, before, after, differences, segments, people, metric, changed, users, unit, seeds }: ForkResult,
  { width, paint }: Look
): string[] {
  const bold = (text: string) => paint('bold', text)
  const change = changes.map((one) =>
    one.do === 'swap-recommender'
      ? `${one.to} recommends`
      : one.do === 'drop-item'
        ? `${one.item} is withdrawn`
        : `${one.trait} becomes ${one.value}`
  )
  const said = (value: number, of: string) => signed(isShare(of) ? 100 * value : value, isShare(of) ? 1 : 3)
  const between = (low: number, high: number, of: string) =>
    isShare(of) ? signedInterval(100 * low, 100 * high) : signedInterval(low, high, 3)
  const own = segments.filter((one) => one.metric === metric)
  return [
    bold(`From visit ${at.session}, turn ${at.turn} on: ${change.join(', ')}`),
    ...table(
      [{ text: 'as it was' }, { text: 'with it' }, { text: 'difference' }, { text: '95 %' }, { text: 'p' }],
      differences.map((one) => ({
        label: `${one.metric} ${ARROWS[one.better]}`,
        cells: [
          inUnit(before.metrics[one.metric]!),
          inUnit(after.metrics[one.metric]!),
          said(one.difference, one.unit),
          between(one.low, one.high, one.unit),
          pValue(one.p)
        ].map((text) => ({ text }))
      })),
      width,
      paint
    ),
    '',
    ...(own.length > 0
      ? [
          bold(`${metric}, segment by segment`),
          ...table(
            [{ text: 'difference' }, { text: '95 %' }, { text: 'p' }, { text: 'people' }],
            own.map((one) => ({
              label: one.segment,
              cells: [
                said(one.difference, one.unit),
                between(one.low, one.high, one.unit),
                pValue(one.p),
                count(one.n)
              ].map((text) => ({ text }))
            })),
            width,
            paint
          ),
          ''
        ]
      : []),
    ...wrap(
      people.length > 0
        ? `Most changed: ${people
            .slice(0, 5)
            .map(
              ({ user, before: was, after: is, segment }) => `${user} (${segment}) ${was.toFixed(1)} → ${is.toFixed(1)}`
            )
            .join(', ')}`
        : `Nobody's ${metric} changed.`,
      width,
      2
    ),
    ...wrap(
      `${count(changed)} of ${count(users)} people do anything otherwise; same people, same luck${unit === 'worlds' ? `; intervals over ${count(seeds.length)} worlds` : ''}; p of segments corrected (Holm)`,
      width
    ).map((line) => paint('dim', line))
  ]
}
