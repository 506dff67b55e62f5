import type { Command } from 'commander'
import { MODEL_FLAGS, STUDIO_FLAGS, withExamples, withOptions } from './options.ts'

/** `react post.yaml [variant.yaml …]`: how a population reacts to a post, or which variant it prefers. */
export function react(command: Command): void {
  command
    .argument('[posts...]', 'a post and its variants, each a YAML or JSON file; more than 4 are ranked')
    .option('--posts <file>', 'many posts in one file (CSV, JSON, JSONL, Parquet, YAML): a ranking')
  withOptions(
    command,
    [
      'population',
      'users',
      'recommender',
      'mindset',
      'mind',
      'catalogue',
      'representation',
      'turns',
      'slate',
      'seed',
      'threads',
      'engine',
      ...MODEL_FLAGS,
      ...STUDIO_FLAGS,
      'out',
      'json',
      'quiet'
    ],
    {
      users: 'people of each population, 1 to 10,000,000 (2,000)',
      recommender: 'who fills the rest of the feed: a name, or a file (popular)',
      turns: 'slates that a visit may have, 1 to 10,000 (6)',
      catalogue: 'the feed around the post: CSV, JSON, JSONL or Parquet (default)',
      out: 'where the HTML report goes (./report.html; with --json only when named)'
    }
  )
  withExamples(command, [
    'react post.yaml',
    'react post.yaml variant.yaml --population commuters,home-cooks',
    'react --posts drafts.csv --population ./followers.yaml --json'
  ])
  command.action(async (files: string[], typed) => (await import('./react/work.ts')).work(files, typed))
}
