import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `fork run.duckdb --at … --change …`: what would have come of it. */
export function fork(command: Command): void {
  command
    .argument('<log>', 'a file that was written with --log')
    .requiredOption('--at <place>', 'before which turn: visit.turn from 0, as 0.5; or the id of an event')
    .requiredOption(
      '--change <change...>',
      'recommender=popular, drop=<item>, or patience=0.9 (of one segment: patience=0.9@population/segment; of one person: patience=0.9@17)'
    )
    .option('--by <metric>', 'the metric by which people are told who changed most (session-length)')
  withOptions(
    command,
    [
      'population',
      'recommender',
      'mindset',
      'mind',
      'catalogue',
      'representation',
      'graph',
      'replicates',
      'out',
      'json',
      'quiet'
    ],
    {
      population: 'where its file is now, if it was a file of your own; so for the others (what the log names)',
      recommender: 'likewise',
      mindset: 'likewise',
      mind: 'likewise',
      catalogue: 'likewise',
      representation: 'likewise',
      graph: 'likewise',
      replicates: 'worlds, each with people and luck of its own (1; 8 where people follow each other)',
      out: 'write an HTML report there'
    }
  )
  withExamples(command, [
    'fork run.duckdb --at 0.5 --change recommender=popular',
    'fork run.duckdb --at 1.0 --change patience=0.9@everyone/players drop=film-019 --json'
  ])
  command.action(async (log: string, typed) => (await import('./fork/work.ts')).work(log, typed))
}
