// Another program: an XState app that tells the official client's inspector what it does, until it is told to go.
import { createWebSocketInspector } from '@statelyai/inspect'
import { assign, createActor, fromPromise, setup } from 'xstate'

const [url, actors = '1', steps = '3'] = process.argv.slice(2)
const inspector = createWebSocketInspector({ url })
const light = setup({
  types: { context: /** @type {{ turns: number }} */ ({}) },
  actors: { look: fromPromise(async () => 'seen') }
}).createMachine({
  id: 'light',
  context: { turns: 0 },
  initial: 'red',
  states: {
    red: { on: { next: 'green' }, invoke: { src: 'look' } },
    green: { on: { next: { target: 'amber', actions: assign({ turns: ({ context }) => context.turns + 1 }) } } },
    amber: { on: { next: 'red' } }
  }
})
// The client keeps 200 messages at most for a server that has not answered yet, so it is waited for.
while (inspector.adapter.status !== 'open') await new Promise((done) => setTimeout(done, 20))
const all = Array.from({ length: Number(actors) }, (_, i) =>
  createActor(light, { id: `light-${i}`, inspect: inspector.inspect }).start()
)
const step = () => {
  for (const actor of all) actor.send({ type: 'next', because: 'time' })
}
for (let i = 0; i < Number(steps); i++) setTimeout(step, 300 + 30 * i)
process.stdin.on('data', () => step())
process.stdin.on('end', () => process.exit(0))
