import type { Command } from 'commander'
import { MODEL_FLAGS, WORLD_FLAGS, withExamples, withOptions } from './options.ts'

/** `serve`: environments over the wire, for trainers in Python and elsewhere. */
export function serve(command: Command): void {
  command
    .option('--environment <name>', 'a world of the shelf, or a file, instead of people: recoworld list environments')
    .option('--option <key=value...>', 'what that world may be told: --option sensitivity=0.2')
    .option('--reward <terms>', 'what a turn is worth: length=1,watch=0.1,leave=2 (length=1)')
    .option('--candidates <n>', 'items that may be shown at a turn, drawn anew for each (all)')
    .option('--history <n>', 'slates of which observations tell, 1 to 1,000: fewer are quicker to send (20)')
    .option('--most <n>', 'clients at once (256)')
    .option('--idle <seconds>', 'how long a client may say nothing before its session ends (3,600)')
  withOptions(
    command,
    [...WORLD_FLAGS.filter((flag) => flag !== 'users'), ...MODEL_FLAGS, 'port', 'host', 'json', 'quiet'],
    {
      port: 'where it listens, 0 to 65,535; 0: any that is free (8000, or the next that is free)',
      json: 'print the address as one JSON document on standard output, and nothing else'
    }
  )
  withExamples(command, [
    'serve --population everyone --candidates 60',
    'serve --environment interest-evolution --port 8001',
    'serve --mind llm --model gpt-4o-mini --max-money 5 --price 0.15,0.60'
  ])
  command.action(async (typed) => (await import('./serve/work.ts')).work(typed))
}
