import type { Command } from 'commander'
import { MODEL_FLAGS, STUDIO_FLAGS, WORLD_FLAGS, withExamples, withOptions } from './options.ts'

/** `run`: a population meets a recommender. */
export function run(command: Command): void {
  withOptions(
    command,
    [
      'recommender',
      ...WORLD_FLAGS,
      'days',
      'creators',
      'graph',
      'vary',
      'replicates',
      'metric',
      'measure',
      'threads',
      'engine',
      'log',
      'logShare',
      ...MODEL_FLAGS,
      ...STUDIO_FLAGS,
      'gauges',
      'calibrate',
      'out',
      'json',
      'quiet'
    ],
    { recommender: 'who recommends: a name, or a file (instructable)', out: 'write an HTML report there' }
  )
  withExamples(command, [
    'run',
    'run --population commuters --recommender bandit --users 5,000',
    'run --recommender popular --users 1,000,000 --turns 10',
    'run --recommender ./my-recommender.ts --log run.duckdb --out report.html',
    'run --graph small-world:degree=20 --users 2,000',
    'run --vary patience=0.2,0.5,0.8 recommender=popular,instructable --replicates 5 --out sweep.html',
    'run --days 14 --creators examples/creators.yaml',
    'run --days 30 --users 2,000 --out month.html',
    'run --inspect --follow 17 --pace 2'
  ])
  command.action(async (typed) => (await import('./run/work.ts')).work(typed))
}
