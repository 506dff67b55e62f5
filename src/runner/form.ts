import * as z from 'zod'
import { namesOn } from '../shelf.ts'
import { type Form, Start } from '../studio/api.ts'
import type { WorldOptions } from './options.ts'
import { NUMBERS, numbersOf, type RunOptions } from './options.ts'

/** What stands on the shelves, and what was named when the studio was opened: nothing else can be started from a page. */
export function formOf(
  given: WorldOptions,
  run: Pick<RunOptions, 'sessions' | 'turns'>,
  follow: readonly number[] = []
): Form {
  const named = (value: unknown, names: readonly string[]) =>
    typeof value === 'string' && !names.includes(value) ? [value, ...names] : names
  const minds = namesOn('minds').filter((name) => name === 'rules' || name === given.mind)
  const choices = {
    population: named(given.population, namesOn('populations')),
    recommender: named(given.recommender, namesOn('recommenders').filter(given.model ? () => true : isFree)),
    mindset: named(given.mindset, namesOn('mindsets')),
    mind: named(given.mind, minds),
    catalogue: named(given.catalogue, ['default'])
  }
  const { users, slateSize, seed, sessions, turns } = numbersOf({ ...given, ...run })
  const first = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback)
  const values: Start = {
    population: first(given.population, 'everyone'),
    recommender: first(given.recommender, 'instructable'),
    mindset: first(given.mindset, 'attention'),
    mind: first(given.mind, 'rules'),
    catalogue: first(given.catalogue, 'default'),
    users,
    sessions,
    turns,
    slateSize,
    seed,
    follow: follow.join(', '),
    isPaused: false
  }
  const shape = Object.fromEntries(
    Object.entries(choices).map(([name, names]) => [name, z.enum(names as [string, ...string[]]).describe(SAYS[name]!)])
  )
  const numbers = Object.fromEntries(
    Object.entries(NUMBERS).map(([name, schema]) => [name, schema.describe(SAYS[name]!)])
  )
  const shared = { follow: Start.shape.follow.describe(SAYS.follow!), isPaused: z.boolean().describe(SAYS.isPaused!) }
  const schema = z.toJSONSchema(z.strictObject({ ...shape, ...numbers, ...shared }), { io: 'input', target: 'draft-7' })
  return { schema: schema as Record<string, unknown>, values, recommenders: choices.recommender }
}

/** Without a language model. */
const isFree = (name: string): boolean => name !== 'llm'

const SAYS: Readonly<Record<string, string>> = {
  population: 'Who comes',
  recommender: 'Who recommends',
  mindset: 'How people feel',
  mind: 'How people decide',
  catalogue: 'What there is to recommend',
  users: 'People in all',
  sessions: 'Visits that a person may have',
  turns: 'Slates that a visit may have',
  slateSize: 'Items on a slate',
  seed: 'The same seed, the same people and luck',
  follow: 'People to follow from the beginning, by number',
  isPaused: 'Wait before the first slate'
}
