// An application in a browser: it shows its machine in the window or the frame that its address names.
import { createBrowserInspector } from '@statelyai/inspect'
import { assign, createActor, setup } from 'xstate'

const asked = new URLSearchParams(location.search)
const frame = asked.has('frame') ? document.querySelector('iframe') : null
const { inspect } = createBrowserInspector({ url: asked.get('url'), iframe: frame })
const basket = setup({}).createMachine({
  id: 'basket',
  context: { items: 0, note: '<img src=x onerror="document.title=\'broken in\'">' },
  initial: 'empty',
  states: {
    empty: { on: { add: { target: 'filled', actions: assign({ items: ({ context }) => context.items + 1 }) } } },
    filled: { on: { add: { actions: assign({ items: ({ context }) => context.items + 1 }) }, pay: 'paid' } },
    paid: { type: 'final' }
  }
})
const actor = createActor(basket, { id: '<b>basket</b>', inspect }).start()
globalThis.send = (type) => actor.send({ type })
