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
      'past',
      'graph',
      'reach',
      'replicates',
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
      graph: 'let it loose among people who follow each other: small-world, preferential, blocks, or a file of ties',
      replicates: 'with --graph: worlds that it is let loose in, 2 to 1,000 (8)',
      out: 'where the HTML report goes (./report.html; with --json only when named)'
    }
  )
  withExamples(command, [
    'react post.yaml',
    'react post.yaml variant.yaml --population commuters,home-cooks',
    'react post.yaml variant.yaml --graph preferential:degree=30 --reach 0.02',
    'react --posts drafts.csv --past my-videos.csv --users 20,000',
    'react --posts drafts.csv --population ./followers.yaml --json'
  ])
  command.action(async (files: string[], typed) => (await import('./react/work.ts')).work(files, typed))
}
