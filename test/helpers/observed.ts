import { createWorld, type MindDefinition, type WorldOptions } from 'recoworld'
import type { distil } from 'recoworld/learning'
import { observing } from 'recoworld/minds/distilled'
import { expect } from 'vitest'

/** What people of a mind answered in a run, and what came of it. */
export async function played(
  mind: MindDefinition,
  options: WorldOptions,
  { retest = 0, turns = 20, sessions = 1 } = {}
) {
  const answers: distil.Answer[] = []
  const observed = observing(mind, { onAnswer: (answer) => answers.push(answer), retest })
  const result = await createWorld({ mind: observed, ...options }).run({ turns, sessions })
  expect(result.failures).toMatchObject({ mind: 0, first: null })
  return { answers, result }
}

/** The values of metrics, by name. */
export const figuresOf = ({ metrics }: { metrics: Readonly<Record<string, { value: number | null }>> }) =>
  Object.fromEntries(Object.entries(metrics).map(([name, { value }]) => [name, value])) as Record<string, number>
