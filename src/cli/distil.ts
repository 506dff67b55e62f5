import type { Command } from 'commander'
import { MODEL_FLAGS, WORLD_FLAGS, withExamples, withOptions } from './options.ts'

/** `distil`: a parametric mind that does as another does, such as a language model, at a fraction of its cost. */
export function distil(command: Command): void {
  command
    .option('--recommenders <names>', 'under whom it is watched, with commas (instructable,popular,random)')
    .option('--retest <share>', 'of decisions that are made twice, to know the noise of the mind itself, 0 to 1 (0)')
  withOptions(command, [...WORLD_FLAGS, ...MODEL_FLAGS, 'out', 'json', 'quiet'], {
    mind: 'who is to be imitated: a name, or a file (llm)',
    out: 'where the mind goes, a .mjs file (./distilled.mjs)'
  })
  withExamples(command, [
    'distil --model qwen3:8b --base-url http://127.0.0.1:11434/v1 --users 300 --turns 8 --retest 0.05',
    'run --mind ./distilled.mjs --users 100,000'
  ])
  command.action(async (typed) => (await import('./distil/work.ts')).work(typed))
}
