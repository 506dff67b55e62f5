import { RecoError } from '../../contract/error.ts'
import { readPost } from '../../input/post.ts'
import type { Forecast } from '../../runner/forecast.ts'
import { checkNames } from '../../runner/setting.ts'
import { count, decimal, duration, NOTHING } from '../figures.ts'
import { parseGiven, runOf, worldOf } from '../given.ts'
import { type Look, lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { table } from '../table.ts'
import { plainAll, wrap } from '../text.ts'

/** Rehearses the run with some people and prints what it will ask of a model. */
export async function work(files: readonly string[], typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  const latencySeconds = latencyIn(typed.latency)
  const world = worldOf(given)
  checkNames(world)
  const posts = await Promise.all(files.map((file) => readPost(file)))
  const { forecast } = await import('../../runner/forecast.ts')
  const options = { ...world, ...runOf(given), ...(posts.length > 0 ? { posts } : {}), latencySeconds }
  const foreseen = await perform('estimate', given, ({ signal }) => forecast({ ...options, signal }))
  if (given.json) printJson(foreseen)
  else print(lines(plainAll(foreseen), lookOf(process.stdout)))
}

function latencyIn(typed: unknown): number {
  const seconds = typed === undefined ? 2 : Number(typed)
  if (seconds > 0 && seconds <= 3_600) return seconds
  throw new RecoError('run.bad-option', {
    what: `--latency is ${JSON.stringify(typed)}; it takes seconds, above 0 and up to 3,600.`,
    fix: 'Give it in that range, or leave it out.'
  })
}

const HEADS = [
  { text: 'decisions' },
  { text: 'calls' },
  { text: 'tokens in' },
  { text: 'out' },
  { text: 'money' }
] as const

function lines(foreseen: Forecast, { width, paint }: Look): string[] {
  const { rows, assumes, users, calls } = foreseen
  if (calls === 0) return ['Nothing: nobody in it asks a language model (--mind llm, --recommender llm).']
  const row = (label: string, one: Omit<Forecast['rows'][number], 'agent' | 'kind'>) => ({
    label,
    cells: [one.decisions, one.calls, one.inputTokens, one.outputTokens]
      .map((value) => ({ text: count(value) }))
      .concat({ text: one.money === null ? NOTHING : decimal(one.money) })
  })
  return [
    paint('bold', `What ${count(users)} people will ask`),
    ...table(HEADS, [...rows.map((one) => row(`${one.agent}, ${one.kind}`, one)), row('all', foreseen)], width, paint),
    '',
    `Time   about ${duration(1_000 * foreseen.seconds)}`,
    ...assumes.flatMap((one) => wrap(one, width)).map((line) => paint('dim', line))
  ]
}
