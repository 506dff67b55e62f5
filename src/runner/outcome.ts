import { RecoError } from '../contract/error.ts'
import type { MetricDefinition } from '../contract/plugin.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import { CAUSES } from '../contract/session.ts'
import { messageOf } from '../streams/slate.ts'
import type { Outcome } from '../world/play.ts'
import { estimateOf, stayOf } from './estimate.ts'

/** What a run came to, as estimates. */
export function resultOf(
  outcome: Outcome,
  metrics: Readonly<Record<string, MetricDefinition>>,
  { users, weights }: { users: number; weights?: ArrayLike<number> | undefined },
  seconds: number,
  notes: readonly string[],
  manifest: Manifest
): RunResult {
  const { tallies, endings, leaveCauses, stay, moods, failures, userSteps, isInterrupted } = outcome
  const { mind, recommender, first } = failures
  return {
    metrics: Object.fromEntries(
      Object.entries(metrics).map(([name, definition]) => [
        name,
        named(name, () => estimateOf(definition, tallies[name]!, weights))
      ])
    ),
    endings,
    mindsets: Object.fromEntries(
      Object.entries(moods).map(([mood, count]) => [mood, count / users])
    ) as RunResult['mindsets'],
    leaveCauses: inOrder(leaveCauses),
    stay: stayOf(stay, users),
    userSteps,
    seconds,
    userStepsPerSecond: userSteps / seconds,
    failures: { mind, recommender, first: first === undefined ? null : messageOf(first) },
    lateSlates: 0,
    interrupted: isInterrupted,
    audited: outcome.audited,
    notes: isInterrupted ? [...notes, STOPPED] : notes,
    manifest
  }
}

const STOPPED = 'it was stopped: figures over whole visits speak of the rounds of visits that everybody had ended'

/** In the order of CAUSES, whoever left first. */
const inOrder = (causes: RunResult['leaveCauses']): RunResult['leaveCauses'] =>
  Object.fromEntries(CAUSES.flatMap((cause) => (causes[cause] === undefined ? [] : [[cause, causes[cause]]])))

/** What is wrong with a metric's sums is told with its name. */
function named<Value>(name: string, estimate: () => Value): Value {
  try {
    return estimate()
  } catch (cause) {
    throw new RecoError('metric.failed', {
      what: `The metric "${name}" cannot be estimated: ${messageOf(cause)}`,
      fix: 'Add finite numbers that keep to its range; metricKit shows which do not.',
      cause
    })
  }
}
