import type { Catalogue, Models, Request } from '../../../src/define.ts'
import type { Memory, Trace } from './memory.ts'
import { type Occasion, occasionOf } from './occasion.ts'
import { sayPlan } from './plan.ts'
import { createPrompts } from './prompt.ts'
import { type Limits, type Thought, think } from './run.ts'
import type { Selection } from './selection.ts'
import type { Desk } from './tools.ts'

export interface PlanningOptions {
  readonly catalogue: Catalogue
  readonly selection: Selection
  readonly models: Models
  readonly limits: Limits
  readonly remember: (user: number) => Memory
}

/** Somebody who is to be thought about. */
interface Case {
  readonly request: Request
  readonly memory: Memory
  readonly occasion: Occasion
}

/** Thinks about those who give reason to, and leaves its plans in their memories. */
export function createPlanning({ catalogue, selection, models, limits, remember }: PlanningOptions) {
  const promptOf = createPrompts(catalogue)

  function thinkOf({ request, memory, occasion }: Case): Promise<Thought> {
    const { user, session, turn } = request
    const desk: Desk = {
      catalogue,
      selection,
      memory,
      request,
      settings: memory.plan.settings,
      committed: undefined
    }
    const about = { agent: 'recommender', kind: 'plan', user, session, turn } as const
    return think(models, about, promptOf(memory, occasion), desk, limits)
  }

  /** Nothing is written down before all have been thought of: who stops on the way leaves everything as it was. */
  async function thinkOfAll(cases: readonly Case[]): Promise<number> {
    const thoughts = await inLanes(cases, limits.together ?? models.atOnce ?? cases.length, thinkOf)
    for (const [at, thought] of thoughts.entries()) write(cases[at]!, thought)
    return thoughts.filter(({ late }) => late !== undefined).length
  }

  return function plan(requests: readonly Request[]): number | Promise<number> {
    const cases = requests.flatMap((request): Case[] => {
      const memory = remember(request.user)
      const occasion = occasionOf(memory)
      return occasion ? [{ request, memory, occasion }] : []
    })
    return cases.length === 0 ? 0 : thinkOfAll(cases)
  }
}

function write({ memory, occasion }: Case, { plan, late, calls }: Thought): void {
  if (plan) memory.plan = plan
  const isLate = late !== undefined
  const said = isLate ? `late: ${late}; the plan before it serves. ${sayPlan(memory.plan)}` : sayPlan(memory.plan)
  memory.trace = { plan: `${occasion}: ${said}`, calls, isLate } satisfies Trace
  memory.isAsked = false
  memory.isMet = true
  memory.slatesSince = 0
}

/**
 * All of them, so many at a time. When one breaks no other is begun; those under way are waited for.
 *
 * @throws whatever the first of them threw, in their order
 */
async function inLanes<One, Result>(
  all: readonly One[],
  lanes: number,
  work: (one: One) => Promise<Result>
): Promise<Result[]> {
  const results = new Array<Result>(all.length)
  const broken = new Map<number, unknown>()
  let next = 0
  const lane = async () => {
    while (next < all.length && broken.size === 0) {
      const at = next++
      try {
        results[at] = await work(all[at]!)
      } catch (cause) {
        broken.set(at, cause)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(lanes, all.length)) }, lane))
  if (broken.size > 0) throw broken.get(Math.min(...broken.keys()))
  return results
}
