import type { WorldEvent } from '../../src/contract/event.ts'
import type { RunOptions, WorldOptions } from '../../src/runner/options.ts'
import { playWorld } from '../../src/runner/playing.ts'
import { createBus } from '../../src/streams/bus.ts'
import { createLive, type Live, type LiveOptions } from '../../src/studio/live/index.ts'
import type { Show } from '../../src/studio/scene.ts'

export type Looked = WorldOptions & RunOptions & LiveOptions & { readonly isHeard?: boolean }

const SMALL = { population: 'commuters', recommender: 'instructable', users: 60, seed: 7, turns: 6, sessions: 1 }

/** Plays a small world while somebody looks on. `look` is called as soon as there is something to see. */
export async function lookOn(options: Looked = {}, look: (show: Show, live: Live) => void = () => {}) {
  const { follow, cohort, inspect, isHeard = false, ...world } = { ...SMALL, ...options }
  const live = createLive({
    ...(follow ? { follow } : {}),
    ...(cohort === undefined ? {} : { cohort }),
    ...(inspect ? { inspect: inspect as never } : {})
  })
  live.show$.subscribe((show) => show && look(show, live))
  const played = await play(world, isHeard, live)
  return { ...played, live, show: live.show()! }
}

/** The same world with nobody there. */
export const playAlone = ({ isHeard = false, ...options }: Looked = {}) => play({ ...SMALL, ...options }, isHeard)

async function play(world: WorldOptions & RunOptions, isHeard: boolean, visitor?: Live) {
  const bus = createBus()
  const events: WorldEvent[] = []
  if (isHeard) bus.events.subscribe((event) => events.push(event))
  const { result } = await playWorld({ threads: 1, ...world }, world, bus, visitor ? { visitor } : {})
  return { result, events }
}
