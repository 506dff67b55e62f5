import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `new <kind> <name>`: a file to start from. */
export function newFile(command: Command): void {
  command
    .argument('<kind>', 'mindset, recommender, population, representation, metric or environment')
    .argument('<name>', 'small letters, digits and hyphens, such as my-recommender')
  withOptions(command, ['out', 'quiet'], { out: 'the folder that it goes to (this one)' })
  withExamples(command, ['new recommender my-recommender', 'new population followers --out populations'])
  command.action(async (kind: string, name: string, typed) => (await import('./new/work.ts')).work(kind, name, typed))
}
