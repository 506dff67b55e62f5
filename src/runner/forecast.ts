import { RecoError } from '../contract/error.ts'
import type { DecisionKind, Rehearsed } from '../contract/model.ts'
import type { MindDefinition } from '../contract/plugin.ts'
import { type ModelOptions, settle } from '../models/options.ts'
import { estimateTokens } from '../models/tokens.ts'
import { numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { playWorld } from './playing.ts'
import { type PostInput, react } from './react.ts'
import { partOf } from './setting.ts'

/** What a run will ask of a language model, in all or of one kind of decision. */
export interface Foreseen {
  readonly decisions: number
  readonly calls: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** Null without prices. */
  readonly money: number | null
}

export interface Forecast extends Foreseen {
  /** Of wall time, at the latency that was assumed. */
  readonly seconds: number
  readonly rows: readonly (Foreseen & { readonly agent: 'mind' | 'recommender'; readonly kind: DecisionKind })[]
  /** People who rehearsed it, and all. */
  readonly sampled: number
  readonly users: number
  /** What the figures rest on. */
  readonly assumes: readonly string[]
}

export interface ForecastOptions extends WorldOptions, Pick<RunOptions, 'sessions' | 'turns' | 'signal'> {
  /** With posts, what `react` will take; else what `run` will. */
  posts?: readonly PostInput[]
  /** Seconds that one answer takes, above 0. Default 2. */
  latencySeconds?: number
}

/** People who rehearse. */
const SAMPLE = 200
/** What one run of the recommender's agent takes: calls as models that look up twice make them; tokens of rules, tools and person. */
const PLAN = { calls: 3, inputTokens: 3_200, outputTokens: 150 } as const

/**
 * Lets some people live the run with a parametric mind in the model's place, puts every question into words, and counts.
 * Repairs and retries are not foreseen; neither is how much longer or shorter people stay with the model than with the
 * parametric mind.
 */
export async function forecast(options: ForecastOptions): Promise<Forecast> {
  const { posts, latencySeconds = 2, ...rest } = options
  const numbers = numbersOf(rest, posts ? { users: 2_000, turns: 6 } : {})
  const sampled = Math.min(SAMPLE, numbers.users)
  const [mind, recommender] = [partOf('minds', rest.mind), partOf('recommenders', rest.recommender)]
  const scale = numbers.users / sampled
  const counted = createCount(scale)
  const { model, sessions, turns, log: _, signal, ...world } = rest
  const played = {
    ...world,
    users: sampled,
    engine: 'live' as const,
    threads: 1,
    mind: standIn(mind.definition, mind.source.name, counted.add),
    recommender: recommender.definition.asksModel
      ? 'instructable'
      : (rest.recommender ?? (posts ? 'popular' : 'instructable'))
  }
  const run = { ...(turns ? { turns } : {}), ...(signal ? { signal } : {}) }
  let instructions = 0
  let worlds = 1
  if (posts) {
    const result = await react({ ...played, ...run, posts })
    worlds = result.populations.length * (result.verdicts.length > 0 ? posts.length : 1)
  } else {
    const { outcome } = await playWorld(played, { ...run, ...(sessions ? { sessions } : {}) })
    instructions = outcome.tallies['instruction-rate']!.numerators.reduce((sum, one) => sum + one, 0)
  }
  if (signal?.aborted) throw stopped()
  const { prices, concurrency } = settle({ name: 'unnamed', ...model }, { OPENAI_API_KEY: 'not-asked' })
  const kinds = [
    ...(mind.definition.asksModel ? counted.rows() : []),
    ...(recommender.definition.asksModel ? [planning(scale * (sampled * worlds + instructions))] : [])
  ].map((row) => priced(whole(row), prices))
  const sum = (of: (row: Foreseen) => number) => kinds.reduce((total, row) => total + of(row), 0)
  const calls = sum((row) => row.calls)
  return {
    decisions: sum((row) => row.decisions),
    calls,
    inputTokens: sum((row) => row.inputTokens),
    outputTokens: sum((row) => row.outputTokens),
    money: prices ? sum((row) => row.money ?? 0) : null,
    seconds: latencySeconds * (calls / concurrency + (calls > 0 ? numbers.turns * numbers.sessions * worlds : 0)),
    rows: kinds,
    sampled,
    users: numbers.users,
    assumes: [
      `${sampled} people rehearsed it with the mind rules in the model's place`,
      `an answer takes ${latencySeconds} s, ${concurrency} are under way at once`,
      'tokens are counted at 4 characters each; retries and repairs are not foreseen',
      ...(recommender.definition.asksModel
        ? [`a recommender thinks once for each person and instruction, in ${PLAN.calls} calls`]
        : [])
    ]
  }
}

const stopped = () =>
  new RecoError('run.interrupted', { what: 'It was stopped before the rehearsal was over.', fix: 'Start it again.' })

/** Who decides while it is rehearsed. */
function standIn(mind: MindDefinition, name: string, onQuestion: (question: Rehearsed) => void): MindDefinition {
  if (!mind.asksModel) return mind
  if (mind.rehearsal) return mind.rehearsal(onQuestion)
  throw new RecoError('estimate.no-rehearsal', {
    what: `The mind "${name}" asks a model and does not say what it would ask.`,
    fix: 'Give its definition a `rehearsal(onQuestion)`: a mind that asks nothing and tells each question that this one would ask.'
  })
}

type Row = Omit<Forecast['rows'][number], 'money'>

/** @param scale people in all, for each who rehearses */
function createCount(scale: number) {
  const kinds = new Map<Rehearsed['kind'], { decisions: number; inputTokens: number; outputTokens: number }>()
  return {
    add({ kind, messages, answer, isOnce }: Rehearsed): void {
      const times = isOnce ? 1 : scale
      const row = kinds.get(kind) ?? { decisions: 0, inputTokens: 0, outputTokens: 0 }
      row.decisions += times
      row.inputTokens += times * messages.reduce((sum, { content }) => sum + estimateTokens(content ?? ''), 0)
      row.outputTokens += times * estimateTokens(answer)
      kinds.set(kind, row)
    },
    rows: (): Row[] => [...kinds].map(([kind, row]) => ({ agent: 'mind', kind, calls: row.decisions, ...row }))
  }
}

const planning = (decisions: number): Row => ({
  agent: 'recommender',
  kind: 'plan',
  decisions,
  calls: decisions * PLAN.calls,
  inputTokens: decisions * PLAN.calls * PLAN.inputTokens,
  outputTokens: decisions * PLAN.calls * PLAN.outputTokens
})

const whole = (row: Row): Row => ({
  ...row,
  decisions: Math.round(row.decisions),
  calls: Math.round(row.calls),
  inputTokens: Math.round(row.inputTokens),
  outputTokens: Math.round(row.outputTokens)
})

const priced = (row: Row, prices: ModelOptions['prices']): Forecast['rows'][number] => ({
  ...row,
  money: prices ? (row.inputTokens * prices.input + row.outputTokens * prices.output) / 1_000_000 : null
})
