import type { Command } from 'commander'
import { MODEL_FLAGS, WORLD_FLAGS, withExamples, withOptions } from './options.ts'

/** `compare a b …`: recommenders on the same people with the same luck. */
export function compare(command: Command): void {
  command.argument('<recommenders...>', 'two or more, by name or file')
  withOptions(command, [
    ...WORLD_FLAGS,
    'days',
    'graph',
    'vary',
    'replicates',
    'sequential',
    'plan',
    'detect',
    'metric',
    'threads',
    'engine',
    ...MODEL_FLAGS,
    'out',
    'json',
    'quiet'
  ])
  withExamples(command, [
    'compare popular instructable',
    'compare random nearest bandit --population students --users 5,000 --json',
    'compare popular instructable --plan --detect 0.02',
    'compare popular instructable --sequential --users 20,000',
    'compare popular bandit --graph small-world --replicates 12',
    'compare ./my-recommender.ts instructable --out report.html'
  ])
  command.action(async (names: string[], typed) => (await import('./compare/work.ts')).work(names, typed))
}
