import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `population check`: what a population is; `population fit`: one that does as an audience of one's own does. */
export function population(command: Command): void {
  const check = command
    .command('check')
    .summary('what a population is, in numbers and a picture')
    .description(
      'What a population is: who they are, whether margins are met, what weights cost, how unlike people are.'
    )
    .argument('<population>', 'a name, a file (.yaml, .json, .ts), or several with commas')
  withOptions(check, ['users', 'seed', 'out', 'json', 'quiet'], {
    users: 'people who are looked at, 100 to 100,000 (2,000)',
    out: 'write it as a page there'
  })
  withExamples(check, [
    'population check commuters',
    'population check examples/population.yaml --out population.html',
    'population check everyone,students --json'
  ])
  check.action(async (name: string, typed) => (await import('./population/check.ts')).check(name, typed))

  const fit = command
    .command('fit')
    .summary('a population from the analytics of one’s own audience')
    .description('A population whose segments do as an analytics export says that those of an audience do.')
    .argument(
      '<audience>',
      'CSV, JSON, JSONL or Parquet, a row a segment: segment, share, and any of click, like, comment, sharing, age, region, device, interests, seconds'
    )
  withOptions(fit, ['users', 'seed', 'catalogue', 'recommender', 'out', 'json', 'quiet'], {
    users: 'people of each segment who are tried, 100 to 20,000 (1,000)',
    recommender: 'who shows them things meanwhile (popular)',
    out: 'where the population goes (audience.yaml)'
  })
  withExamples(fit, [
    'population fit audience.csv --out mine.yaml',
    'population fit audience.csv --catalogue videos.csv'
  ])
  fit.action(async (audience: string, typed) => (await import('./population/fit.ts')).fit(audience, typed))
  withExamples(command, ['population check commuters', 'population fit audience.csv --out mine.yaml'])
}
