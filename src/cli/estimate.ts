import type { Command } from 'commander'
import { MODEL_FLAGS, WORLD_FLAGS, withExamples, withOptions } from './options.ts'

/** `estimate [post.yaml …]`: what a run will ask of a language model, before it starts. */
export function estimate(command: Command): void {
  command
    .argument('[posts...]', 'what react would be given; without, what run will take')
    .option('--latency <seconds>', 'how long one answer takes (2)')
  withOptions(command, ['recommender', ...WORLD_FLAGS, ...MODEL_FLAGS, 'json', 'quiet'])
  withExamples(command, [
    'estimate --mind llm --users 500 --price 0.15,0.60',
    'estimate post.yaml variant.yaml --mind llm --users 200 --concurrency 64 --latency 1.5'
  ])
  command.action(async (files: string[], typed) => (await import('./estimate/work.ts')).work(files, typed))
}
