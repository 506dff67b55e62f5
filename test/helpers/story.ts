import { createHash } from 'node:crypto'
import { createWorld, type WorldOptions } from 'recoworld'

/** Everything that happened, as one digest, and what came of it. */
export async function story(options: WorldOptions, run = { turns: 6, sessions: 2 }) {
  const world = createWorld({ users: 80, seed: 5, ...options })
  const hash = createHash('sha256')
  let events = 0
  world.events$.subscribe((event) => {
    events++
    hash.update(JSON.stringify(event))
  })
  const { seconds, userStepsPerSecond, manifest, audited, ...result } = await world.run(run)
  return { digest: hash.digest('hex'), events, result, manifest, audited }
}
