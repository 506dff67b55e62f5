import type { Usage, UsageCounts } from '../contract/model.ts'
import { count, decimal, NOTHING } from './figures.ts'
import type { Look } from './output.ts'
import { table } from './table.ts'
import { wrap } from './text.ts'

const HEADS = [
  { text: 'decisions' },
  { text: 'calls' },
  { text: 'kept' },
  { text: 'failed' },
  { text: 'tokens in' },
  { text: 'out' },
  { text: 'money' }
] as const

/** What a language model was asked, by whom and what for. */
export function askedLines(usage: Usage, { width, paint }: Look): string[] {
  const { model, rows, total, mostInFlight } = usage
  const { retried, repaired, cachedTokens, inputTokens, waitedSeconds, calls } = total
  const row = (label: string, spent: UsageCounts) => ({
    label,
    cells: [spent.decisions, spent.calls, spent.kept, spent.failed, spent.inputTokens, spent.outputTokens]
      .map((value) => ({ text: count(value) }))
      .concat({ text: spent.money === null ? NOTHING : decimal(spent.money) })
  })
  const told = [
    ...(retried > 0 ? [`${count(retried)} asked again`] : []),
    ...(repaired > 0 ? [`${count(repaired)} answers did not fit and were mended`] : []),
    ...(calls > 0 ? [`${decimal(waitedSeconds / calls)} s a call`, `${count(mostInFlight)} at once at most`] : []),
    ...(cachedTokens > 0 ? [`${count((100 * cachedTokens) / inputTokens)} % of tokens in were kept by the server`] : [])
  ]
  return [
    paint('bold', `Asked of ${model}`),
    ...table(
      HEADS,
      [...rows.map((one) => row(`${one.agent}, ${one.kind}`, one)), ...(rows.length > 1 ? [row('all', total)] : [])],
      width,
      paint
    ),
    ...(told.length > 0 ? wrap(told.join('; '), width).map((line) => paint('dim', line)) : [])
  ]
}
