import * as z from 'zod'
import { Intervention } from './intervention.ts'
import { Population } from './population.ts'

const text = (most: number) => z.string().trim().min(1).max(most)

/**
 * A world that recommenders are tried in: who comes, for how long, and what happens meanwhile. Data and nothing else. Whoever
 * changes what it comes to gives it another version: figures of two versions are not to be compared.
 */
export const Scenario = z.strictObject({
  description: text(300),
  /** From 1, one more with each change of what it comes to. */
  version: z.number().int().min(1),
  /** What it finds out about a recommender that others do not. */
  why: text(1_000),
  /** A name of the shelf, or people of its own. */
  population: z.union([text(80), Population]).default('everyone'),
  mindset: text(80).default('attention'),
  mind: text(80).default('rules'),
  /** Visits that a person may have, slates that a visit may have, items on a slate. */
  sessions: z.number().int().min(1).max(100).default(1),
  turns: z.number().int().min(1).max(200).default(15),
  slateSize: z.number().int().min(1).max(100).default(10),
  /** What is done to the world meanwhile. */
  interventions: z.array(Intervention).default([]),
  /** From this visit on everybody likes what another person has liked so far; for minds that keep a `taste` of topics. */
  shift: z.strictObject({ session: z.number().int().min(1) }).optional()
})
export type Scenario = z.output<typeof Scenario>
/** As written by hand: one file of the shelf `scenarios`. */
export type ScenarioDefinition = z.input<typeof Scenario>
