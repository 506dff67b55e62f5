import { expect, test } from 'vitest'
import {
  type AnyStateMachine,
  and,
  assign,
  cancel,
  createMachine,
  emit,
  enqueueActions,
  log,
  raise,
  sendTo,
  setup,
  spawnChild,
  stateIn
} from 'xstate'
import { RecoError } from '../src/contract/error.ts'
import { compile, refusals } from '../src/crowd/compile.ts'
import { createRows } from '../src/crowd/rows.ts'
import { allOn } from '../src/shelf.ts'

type Args = { context: Record<string, number> }

/** A small sound machine, with one thing in it changed. */
const machine = (inside: object = {}, implementations: object = {}, context: unknown = { n: 0 }): AnyStateMachine =>
  createMachine(
    {
      id: 'small',
      context,
      initial: 'here',
      states: { here: { on: { GO: 'there' }, ...inside }, there: { on: { GO: 'here' } } }
    } as never,
    {
      guards: { isFew: ({ context: { n } }: Args) => n! < 3, isMany: ({ context: { n } }: Args) => n! > 1 },
      ...implementations,
      actions: {
        more: assign({ n: ({ context }: Args) => context.n! + 1 } as never),
        ...(implementations as { actions?: object }).actions
      }
    } as never
  ) as never

const on = (transition: object) => ({ on: { GO: { target: 'there', ...transition } } })
const named = (action: unknown) => ({ actions: { it: action } })

const refused: Record<string, [AnyStateMachine, RegExp]> = {
  'an invoked actor': [machine({ invoke: { src: createMachine({}) } }), /^it invokes: here$/],
  'an inline guard': [machine(on({ guard: () => true })), /^an inline guard: here$/],
  'an inline guard inside and()': [
    machine(on({ guard: and(['isFew', () => true] as never) })),
    /^an inline guard: here$/
  ],
  'a guard that is not set up': [machine(on({ guard: 'isLost' })), /^the guard «isLost» is not in setup\(\): here$/],
  'an action that is not set up': [machine({ entry: 'lose' }), /^the action «lose» is not in setup\(\): here$/],
  'an inline assign': [machine({ entry: assign({}) }), /^an inline action \(xstate\.assign\): here$/],
  'an inline emit': [machine({ exit: emit({ type: 'x' } as never) }), /^an inline action \(xstate\.emit\): here$/],
  'an inline function': [machine(on({ actions: () => {} })), /^an inline action \(a plain function\): here$/],
  'an inline action at the beginning': [
    createMachine({
      id: 'small',
      initial: { target: 'here', actions: () => {} },
      states: { here: {} }
    } as never) as never,
    /^an inline action \(a plain function\): \(the machine itself\)$/
  ],
  'a raised event that is computed': [
    machine({ entry: raise(() => ({ type: 'GO' })) }),
    /^a raised event that is computed: here$/
  ],
  'a delay of raise that is computed': [
    machine({ entry: raise({ type: 'GO' }, { delay: () => 1 }) }),
    /^a delay that is computed: here$/
  ],
  'a cancel that is computed': [machine({ entry: cancel(() => 'x') }), /^a cancel that is computed: here$/],
  'a delay that is not set up': [machine({ after: { nap: 'there' } }), /^the delay «nap» is not in setup\(\): here$/],
  'a delay by name that is computed': [
    machine({ after: { nap: 'there' } }, { delays: { nap: () => 3 } }),
    /^the delay «nap» is computed: here$/
  ],
  'params that are computed': [
    machine({ entry: { type: 'more', params: () => ({ by: 1 }) } }),
    /^the action «more» has params that are computed: here$/
  ],
  'params of a guard that are computed': [
    machine(on({ guard: { type: 'isFew', params: () => ({ by: 1 }) } })),
    /^the guard «isFew» has params that are computed: here$/
  ],
  'a message to another actor': [
    machine({ entry: 'it' }, named(sendTo('x', { type: 'GO' }))),
    /^xstate\.sendTo \(which needs an actor\), in the action «it»: here$/
  ],
  'a spawned child': [machine({ entry: 'it' }, named(spawnChild('x' as never))), /^xstate\.spawnChild \(which needs/],
  'a log line': [machine({ entry: 'it' }, named(log('x'))), /^xstate\.log \(which needs/],
  'actions that are enqueued': [
    machine({ entry: 'it' }, named(enqueueActions(() => {}))),
    /^xstate\.enqueueActions \(which needs/
  ],
  'an output that is computed': [
    createMachine({
      id: 'small',
      initial: 'end',
      output: () => 1,
      states: { end: { type: 'final', output: () => 2 } }
    } as never) as never,
    /^it computes its output: \(the machine itself\)$/
  ],
  'a word in the context': [
    machine({}, {}, { n: 0, name: 'Ada' }),
    /^its context holds «name», which is no finite number$/
  ],
  'a word that is assigned': [
    machine({ entry: 'it' }, named(assign({ n: 'three' } as never))),
    /^an assignment to «n» of something that is no number, in the action «it»: here$/
  ],
  'eventless transitions that go round': [
    machine({ always: { guard: 'isFew', target: 'here', reenter: true, actions: 'more' } }),
    /^eventless transitions or raised events may go round for ever: its first step$/
  ],
  'an eventless transition without a target, that asks again for as long as it assigns': [
    machine({ always: { guard: 'isFew', actions: 'more' } }),
    /^eventless transitions or raised events may go round for ever: its first step$/
  ],
  'a state that is nowhere': [
    machine(on({ guard: stateIn('#nowhere') })),
    /^XState throws “.*\n.*#nowhere.*”: here, on GO$/
  ],
  'raised events that go round': [
    machine({ on: { GO: { actions: raise({ type: 'GO' }) } } }),
    /^eventless transitions or raised events may go round for ever: here, on GO$/
  ]
}

test.each(Object.entries(refused))('no crowd runs %s; it is named with its place', (_what, [given, sentence]) => {
  const found = refusals(given)
  expect(found[0]).toMatch(sentence)
  const error = thrown(() => compile(given))
  expect(error.code).toBe('crowd.refused')
  for (const one of found) expect(error.message).toContain(one)
})

test('all that is wrong is named at once', () => {
  expect(refusals(machine({ entry: ['lose', () => {}], after: { nap: 'there' } }))).toHaveLength(3)
})

test('every mindset on the shelf can be a crowd, and so can a machine with all that is static', () => {
  for (const mindset of Object.values(allOn('mindsets'))) expect(refusals(mindset)).toEqual([])
  const given = machine(
    {
      entry: ['more', { type: 'more', params: { by: 1 } }, raise({ type: 'GO' }, { delay: 3, id: 'go' })],
      exit: cancel('go'),
      after: { 5: 'there', nap: 'there' },
      always: { guard: stateIn('#small.there'), target: 'there' }
    },
    { delays: { nap: 7 } }
  )
  expect(refusals(given)).toEqual([])
})

test('a machine is compiled once', () => {
  const small = machine()
  expect(compile(small)).toBe(compile(small))
  expect(compile(machine())).not.toBe(compile(small))
})

test('a chart of too many regions is refused with figures, in good time', () => {
  const region = (key: number) => ({
    initial: 'a',
    states: Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name, i) => [name, { on: { [`E${key}`]: 'abcd'[(i + 1) % 4] } }])
    )
  })
  const wide = createMachine({
    id: 'wide',
    type: 'parallel',
    states: Object.fromEntries(Array.from({ length: 8 }, (_, key) => [`r${key}`, region(key)]))
  } as never)
  const error = thrown(() => compile(wide as never))
  expect(error.code).toBe('crowd.too-large')
  expect(error.message).toContain('more than 4096 configurations')
  expect(refusals(wide as never)).toEqual(['It has more than 4096 configurations: the machine itself'])
})

test('an event that asks too many guards in a row is refused with figures', () => {
  const names = Array.from({ length: 14 }, (_, i) => `is${i}`)
  const asking = setup({
    types: {} as never,
    guards: Object.fromEntries(names.map((name) => [name, () => true])),
    actions: { more: assign({ n: 1 } as never) }
  } as never).createMachine({
    id: 'asking',
    context: { n: 0 },
    type: 'parallel',
    states: Object.fromEntries(names.map((guard) => [`at-${guard}`, { on: { GO: { guard, actions: 'more' } } }]))
  } as never)
  expect(thrown(() => compile(asking as never)).message).toMatch(/more than 4096 ways through one event: .*, on GO/)
})

const life = (given: AnyStateMachine, input: unknown = {}) => {
  const rows = createRows(compile(given), 1, [input])
  rows.bear(0, input)
  return rows
}

test.each<[string, AnyStateMachine, RegExp]>([
  [
    'a number that becomes a word',
    machine(on({ actions: 'it' }), named(assign({ n: () => 'three' } as never))),
    /assigns three to «n»; a context is numbers/
  ],
  [
    'a key that was not there',
    machine(on({ actions: 'it' }), named(assign(() => ({ m: 3 })))),
    /assigns «m», which is not in the context/
  ],
  [
    'somebody who writes to the context',
    machine(
      on({ actions: 'it' }),
      named(({ context }: Args) => {
        context.n = 3
      })
    ),
    /wrote to «n»; the context is changed by assign alone/
  ],
  [
    'somebody who wants its actor',
    machine(
      on({ actions: 'it' }),
      named(({ self }: { self: { id: string } }) => self.id)
    ),
    /asked for self\.id; in a crowd there is no actor/
  ],
  [
    'somebody who spawns',
    machine(on({ actions: 'it' }), named(assign(({ spawn }: never) => (spawn as () => object)()))),
    /asked for spawn\(\)/
  ],
  ["an event of XState's own", machine(), /xstate\. are XState's own/]
])('%s is told apart from a broken mindset', (what, given, words) => {
  const rows = life(given)
  const error = thrown(() => rows.send(0, { type: what.startsWith('an event') ? 'xstate.stop' : 'GO' }, 0))
  expect(error.code).toBe('crowd.refused')
  expect(error.message).toMatch(words)
})

test('a life cannot start with a word, or with something that is no number', () => {
  for (const start of ['Ada', Number.NaN, undefined]) {
    const given = machine({}, {}, () => ({ n: start }))
    expect(thrown(() => life(given)).message).toContain('its context holds «n», which is no finite number')
    const oneByOne = machine({}, {}, ({ input }: { input?: { n: number } }) => ({ n: input?.n === 0.5 ? 1 : start }))
    expect(thrown(() => life(oneByOne)).message).toMatch(/A life starts with (Ada|NaN|undefined) in «n»/)
  }
})

function thrown(act: () => unknown): RecoError {
  try {
    act()
  } catch (error) {
    if (error instanceof RecoError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
