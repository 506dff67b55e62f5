import { setup } from 'xstate'
import { compile } from '../../dist/src/crowd/compile.js'
import { allOn } from '../../dist/src/shelf.js'

compile(setup({}).createMachine({ id: 'warm', initial: 'a', states: { a: { on: { go: 'b' } }, b: {} } })) // loads what all share
const found = Object.entries(allOn('mindsets')).map(([name, mindset]) => {
  const began = performance.now()
  const { configurations } = compile(mindset)
  return [name, { ms: performance.now() - began, configurations: configurations.length }] as const
})
console.log(JSON.stringify(Object.fromEntries(found)))
