import { createRecommenderAgent, type RecommenderAgent } from '../../agents/recommender.ts'
import type { InspectionObserver } from '../../agents/user.ts'
import type { RecoError } from '../contract/error.ts'
import type { RecommenderDefinition, RecommenderSetting } from '../contract/recommender.ts'
import type { Bus } from '../streams/bus.ts'
import type { Feed } from '../streams/feed.ts'
import type { Found } from './setting.ts'

export interface RecommendingOptions {
  readonly setting: RecommenderSetting
  readonly bus: Bus
  readonly people: number
  readonly inspect: InspectionObserver | undefined
  readonly feed?: Feed | undefined
}

/** Whoever recommends in a world: one agent, and others that take over from it. */
export interface Recommending {
  readonly name: string
  readonly agent: RecommenderAgent
  /** Another goes on where this one stops, between two turns. It knows what was shown, and nothing else. */
  swap(next: Found<RecommenderDefinition>): Promise<void>
  /** Slates that came late so far, and what the first of them said of it. */
  late(): number
  whyLate(): string
  /** @returns what broke and can spoil no slate any more */
  finish(): Promise<readonly RecoError[]>
  dismiss(): void
}

export function createRecommending(
  first: Found<RecommenderDefinition>,
  { setting, bus, people, inspect, feed }: RecommendingOptions
): Recommending {
  const agentOf = ({ definition, source }: Found<RecommenderDefinition>, before?: RecommenderAgent) =>
    createRecommenderAgent(definition, setting, bus, { name: source.name, people, inspect, past: before?.past, feed })
  let current = first
  let agent = agentOf(first)
  let late = 0
  let whyLate = ''
  const lost: RecoError[] = []
  const retire = async () => {
    lost.push(...(await agent.finish()))
    late += agent.late()
    whyLate ||= agent.whyLate()
  }
  return {
    get name() {
      return current.source.name
    },
    get agent() {
      return agent
    },
    async swap(next) {
      await retire()
      agent.dismiss()
      agent = agentOf(next, agent)
      current = next
    },
    late: () => late,
    whyLate: () => whyLate,
    async finish() {
      await retire()
      return lost
    },
    dismiss: () => agent.dismiss()
  }
}
