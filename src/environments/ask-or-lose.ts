import * as z from 'zod'
import type { EnvironmentDefinition, Mdp } from '../define.ts'
import { type TabularState, tabularProcess } from './tabular/process.ts'

const Options = z.strictObject({
  /** Slates of an episode at most. */
  horizon: z.number().int().min(1).max(10_000).default(50),
  /** Share of those who would ask and leave in silence instead, 0 … 1. */
  silent: z.number().min(0).max(1).default(0.5)
})

const TRUSTS = ['wary', 'neutral', 'trusting'] as const
const STATES = TRUSTS.flatMap((trust) => [trust, `${trust}, asking`])
const ACTIONS = ['best guess', 'obey', 'ask'] as const
/** Chance that somebody who was shown a best guess wants something else next, by trust. */
const WANTS = [0.5, 0.35, 0.2]
/** Chance that somebody goes whose wish was passed over, by trust. */
const GOES = [0.6, 0.45, 0.3]

interface Outcome {
  readonly reward: number
  /** Trust, whether it asks, and how likely that is. */
  readonly to: readonly (readonly [trust: number, asks: boolean, chance: number])[]
}

/** What a slate comes to; chances that lack of 1 are those of leaving. */
function outcomeOf(trust: number, asks: boolean, action: (typeof ACTIONS)[number], silent: number): Outcome {
  const up = Math.min(2, trust + 1)
  const down = Math.max(0, trust - 1)
  const wants = WANTS[trust]!
  if (action === 'best guess' && asks) {
    const stays = 1 - GOES[trust]!
    return {
      reward: 4 + 0.5 * trust,
      to: [
        [down, true, 0.6 * stays],
        [down, false, 0.4 * stays]
      ]
    }
  }
  if (action === 'best guess')
    return {
      reward: 4 + 0.5 * trust,
      to: [
        [trust, true, 0.97 * wants * (1 - silent)],
        [trust, false, 0.97 * (1 - wants)]
      ]
    }
  if (action === 'obey' && asks)
    return {
      reward: 2 + 0.5 * trust,
      to: [
        [up, false, 0.98 * 0.8],
        [trust, false, 0.98 * 0.2]
      ]
    }
  if (action === 'obey') return { reward: 2, to: [[trust, false, 0.92]] }
  if (asks) return { reward: 0.5, to: [[trust, true, 0.9]] } // asked twice
  return {
    reward: 1,
    to: [
      [trust, true, 0.95 * 0.6],
      [trust, false, 0.95 * 0.4]
    ]
  }
}

function mdpOf(horizon: number, silent: number): Mdp {
  const outcomes = STATES.map((_, at) =>
    ACTIONS.map((action) => {
      const { reward, to } = outcomeOf(at >> 1, at % 2 === 1, action, silent)
      const next = new Array<number>(STATES.length).fill(0)
      for (const [trust, asks, chance] of to) next[2 * trust + Number(asks)]! += chance
      return { reward, next }
    })
  )
  return { states: STATES, actions: ACTIONS, starts: [0, 0, 1, 0, 0, 0], outcomes, horizon }
}

/**
 * Users instruct, recommenders respond: a best guess holds longest at once, and whoever is not listened to goes. Obeying
 * costs minutes now and earns trust, which makes wishes rarer and passing them over forgivable. Some say nothing and go:
 * asking finds out in time.
 */
const world: EnvironmentDefinition<TabularState, number, number, z.infer<typeof Options>> = {
  description:
    'three degrees of trust, wishes that are heeded or passed over, and people who leave in silence; the optimum is known',
  source: 'ours, after the loop of RecoWorld (arXiv 2509.10397); small enough for value iteration',
  options: Options,
  create: ({ horizon, silent }) => tabularProcess(mdpOf(horizon, silent))
}

export default world
