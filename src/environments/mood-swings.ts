import * as z from 'zod'
import type { EnvironmentDefinition, Mdp } from '../define.ts'
import { type TabularState, tabularProcess } from './tabular/process.ts'

const Options = z.strictObject({
  /** Slates of an episode at most. */
  horizon: z.number().int().min(1).max(10_000).default(50)
})

const MOODS = ['curious', 'engaged', 'satiated', 'bored', 'frustrated'] as const
const ACTIONS = ['clickbait', 'worthwhile', 'novel', 'light'] as const
type Mood = (typeof MOODS)[number]
type Slate = (typeof ACTIONS)[number]

/** Chance that the person leaves after a slate, by the mood that the slate leaves it in. */
const LEAVES: Record<Mood, number> = { curious: 0.02, engaged: 0.01, satiated: 0.08, bored: 0.25, frustrated: 0.5 }

/** Minutes that a slate holds the person, by the mood in which it meets it. */
const MINUTES: Record<Slate, Record<Mood, number>> = {
  clickbait: { curious: 5, engaged: 5, satiated: 4, bored: 3.5, frustrated: 2.5 },
  worthwhile: { curious: 3, engaged: 4, satiated: 2, bored: 1.5, frustrated: 1 },
  novel: { curious: 3, engaged: 2.5, satiated: 2.5, bored: 2, frustrated: 1 },
  light: { curious: 1, engaged: 1, satiated: 1, bored: 1, frustrated: 1 }
}

/** Where a slate leads, by mood: curious, engaged, satiated, bored, frustrated. */
const LEADS: Record<Slate, Record<Mood, readonly [number, number, number, number, number]>> = {
  clickbait: {
    curious: [0.1, 0.2, 0.4, 0.2, 0.1],
    engaged: [0, 0.3, 0.4, 0.2, 0.1],
    satiated: [0, 0, 0.3, 0.5, 0.2],
    bored: [0, 0, 0.1, 0.5, 0.4],
    frustrated: [0, 0, 0, 0.3, 0.7]
  },
  worthwhile: {
    curious: [0.3, 0.6, 0.1, 0, 0],
    engaged: [0.1, 0.75, 0.15, 0, 0],
    satiated: [0.1, 0.2, 0.5, 0.2, 0],
    bored: [0.1, 0.2, 0.1, 0.5, 0.1],
    frustrated: [0, 0.1, 0.1, 0.4, 0.4]
  },
  novel: {
    curious: [0.5, 0.35, 0.05, 0.1, 0],
    engaged: [0.4, 0.4, 0.1, 0.1, 0],
    satiated: [0.45, 0.2, 0.25, 0.1, 0],
    bored: [0.5, 0.1, 0, 0.3, 0.1],
    frustrated: [0.2, 0, 0, 0.4, 0.4]
  },
  light: {
    curious: [0.6, 0.1, 0, 0.3, 0],
    engaged: [0.3, 0.4, 0, 0.3, 0],
    satiated: [0.5, 0.2, 0.2, 0.1, 0],
    bored: [0.3, 0, 0, 0.6, 0.1],
    frustrated: [0.3, 0, 0, 0.5, 0.2]
  }
}

function mdpOf(horizon: number): Mdp {
  const outcomes = MOODS.map((mood) =>
    ACTIONS.map((action) => ({
      reward: MINUTES[action][mood],
      next: LEADS[action][mood].map((chance, to) => chance * (1 - LEAVES[MOODS[to]!]))
    }))
  )
  return { states: MOODS, actions: ACTIONS, starts: [1, 0, 0, 0, 0], outcomes, horizon }
}

/** Five moods and four kinds of slates. Clickbait holds longest in every mood, and drives people away. */
const world: EnvironmentDefinition<TabularState, number, number, z.infer<typeof Options>> = {
  description: 'five moods, four kinds of slates: what holds longest now wears people out; the optimum is known',
  source: 'ours; small enough for value iteration (Bellman, Dynamic programming, 1957)',
  options: Options,
  create: ({ horizon }) => tabularProcess(mdpOf(horizon))
}

export default world
