import type { Command } from 'commander'
import { MODEL_FLAGS, STUDIO_FLAGS, WORLD_FLAGS, withExamples, withOptions } from './options.ts'

/** `studio [log]`: the page where minds are watched while they live, or looked at again. */
export function studio(command: Command): void {
  command.argument('[log]', 'a file that was written with --log; left out, runs are started on the page')
  withOptions(
    command,
    ['recommender', ...WORLD_FLAGS, ...MODEL_FLAGS, 'engine', 'log', 'start', ...STUDIO_FLAGS, 'json', 'quiet'],
    {
      recommender: 'who recommends at first: a name, or a file (instructable)',
      users: 'people in all, at first, 1 to 10,000,000 (1,000)',
      pace: 'turns a second at first, above 0 to 1,000, or max: as fast as it goes (2)',
      log: 'keep every event in a new DuckDB file; a second run gets a file of its own, numbered',
      json: 'print the address as one JSON document on standard output, and nothing else'
    }
  )
  withExamples(command, [
    'studio',
    'studio --start --users 20,000 --population commuters --follow 17',
    'studio run.duckdb'
  ])
  command.action(async (log: string | undefined, typed) => (await import('./studio/work.ts')).work(log, typed))
}
