import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `leaderboard [names…]`: recommenders over the scenarios, each several times; or a former result, run again. */
export function leaderboard(command: Command): void {
  command
    .argument('[recommenders...]', 'by name, file, or address (http://…); none: all of the shelf that ask no model')
    .option('--scenarios <names>', 'with commas: names of recoworld list scenarios, or files (all)')
    .option('--replicates <n>', 'how often each is run, with other people and luck, 3 to 100 (3)')
    .option('--html <file>', 'where the page goes')
    .option('--verify <file>', 'run what such a file holds again, and say whether each number is the same')
    .option('--sample <n>', 'with --verify: so many of its runs (all)')
  withOptions(command, ['users', 'seed', 'timeout', 'out', 'json', 'quiet'], {
    users: 'people of each scenario and replicate, from 20 (100)',
    timeout: 'how long a recommender behind an address may take, seconds (10)',
    out: 'where the result goes, a JSON file that another machine can verify'
  })
  withExamples(command, [
    'leaderboard --out leaderboard.json --html leaderboard.html',
    'leaderboard popular instructable ./mine.ts --replicates 5 --users 400',
    'leaderboard popular http://127.0.0.1:8000 --scenarios cold-start,silent-leavers',
    'leaderboard --verify leaderboard.json --sample 10'
  ])
  command.action(async (names: string[], typed) => (await import('./leaderboard/work.ts')).work(names, typed))
}
