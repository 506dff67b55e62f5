import fc from 'fast-check'
import { arrowsOf, type Chart, chartOf, chartOfDefinition, hashOf } from 'recoworld/chart'
import attention from 'recoworld/mindsets/attention'
import goalSeeking from 'recoworld/mindsets/goal-seeking'
import overloaded from 'recoworld/mindsets/overloaded'
import { describe, expect, test } from 'vitest'
import { type AnyStateMachine, and, assign, createMachine, emit, not, or, raise, stateIn } from 'xstate'
import recommender from '../dist/machines/recommender.js'
import session from '../dist/machines/session.js'
import { randomConfig } from './helpers/random-chart.ts'

const OURS: Record<string, AnyStateMachine> = { attention, goalSeeking, overloaded, session, recommender }
const arrow = (chart: Chart, says: string) => chart.arrows.find((one) => one.says === says)

describe.each(Object.entries(OURS))('%s', (_, machine) => {
  test('has all its states, each after what it is in, and its arrows by their names', () => {
    const chart = chartOf(machine)
    const ids = chart.states.map(({ id }) => id)
    expect(chart.arrows.map(({ name }) => name)).toEqual([...arrowsOf(machine).values()])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [at, { parent }] of chart.states.entries())
      expect(parent === null ? -1 : ids.indexOf(parent)).toBeLessThan(at)
    for (const { source, targets } of chart.arrows) for (const id of [source, ...targets]) expect(ids).toContain(id)
  })

  test('has the same states and arrows by its definition as JSON', () => {
    const own = chartOf(machine)
    for (const definition of [machine.config, JSON.stringify(machine.config)]) {
      const sent = chartOfDefinition(definition)
      expect(sent.states).toEqual(own.states)
      const ends = ({ arrows }: Chart) => arrows.map(({ name, source, targets, says }) => [name, source, targets, says])
      expect(ends(sent)).toEqual(ends(own))
    }
  })
})

test('names of arrows are one for a machine and its definition, whatever the machine', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const machine = createMachine(randomConfig(seed, 30))
      const sent = chartOfDefinition(JSON.stringify(machine.config))
      expect(sent.arrows.map(({ name }) => name)).toEqual([...arrowsOf(machine).values()])
      expect(sent).toEqual(chartOf(machine))
      expect(hashOf(sent)).toBe(hashOf(chartOf(machine)))
    }),
    { numRuns: 200 }
  )
})

describe('words', () => {
  const machine = createMachine({
    id: 'm',
    initial: 'a',
    states: {
      a: {
        entry: ['greet', raise({ type: 'felt' })],
        on: {
          all: { guard: and(['isOne', or(['isTwo', not('isThree')])]), target: 'b' },
          never: { guard: not(and(['isOne', 'isTwo'])), target: 'b' },
          where: { guard: stateIn({ b: 'deep' }), target: 'b' },
          inline: { guard: () => true, actions: () => {} },
          params: {
            guard: { type: 'isOver', params: { limit: 3 } },
            actions: [{ type: 'note' }, assign({}), emit({ type: 'said' })]
          },
          '*': 'b'
        },
        after: { 2000: 'b', 90000: 'b', whenBored: 'b' }
      },
      b: {
        invoke: [
          { src: 'fetchIt', onDone: 'a', onError: 'a' },
          { id: 'llm', src: 'ask', onDone: 'a' }
        ],
        initial: 'deep',
        states: { deep: { type: 'final' }, past: { type: 'history' } },
        onDone: 'a',
        always: { guard: 'isLate', target: 'a' }
      }
    }
  })
  const chart = chartOf(machine)

  test.each([
    ['all', 'isOne and (isTwo or not isThree)'],
    ['never', 'not (isOne and isTwo)'],
    ['where', 'in b.deep'],
    ['inline', 'inline'],
    ['params', 'isOver']
  ])('of the guard of %s', (says, guard) => expect(arrow(chart, says)?.guard).toBe(guard))

  test.each([
    ['anything else', 'event'],
    ['after 2 s', 'after'],
    ['after 1.5 min', 'after'],
    ['after whenBored', 'after'],
    ['fetchIt done', 'done'],
    ['fetchIt failed', 'error'],
    ['llm done', 'done'],
    ['done', 'done'],
    ['always', 'always']
  ] as const)('%s is of the kind %s', (says, kind) => expect(arrow(chart, says)?.kind).toBe(kind))

  test('of what a state does are those of the author, without what XState adds for delays', () => {
    const [, a, b] = chart.states
    expect(a).toMatchObject({ entry: ['greet', 'raise felt'], exit: [], invokes: [] })
    expect(b).toMatchObject({ invokes: ['fetchIt', 'llm'], initial: 'm.b.deep', type: 'compound' })
    expect(arrow(chart, 'params')?.actions).toEqual(['note', 'assign', 'emit said'])
    expect(arrow(chart, 'inline')).toMatchObject({ targets: [], actions: ['inline'] })
  })
})

describe('a definition from elsewhere', () => {
  const code = (definition: unknown): string => {
    try {
      chartOfDefinition(definition)
      return 'taken'
    } catch (error) {
      return (error as { code?: string }).code ?? `no code: ${error}`
    }
  }
  const nested = (depth: number): unknown => (depth === 0 ? {} : { initial: 'a', states: { a: nested(depth - 1) } })
  const wide = (n: number) => ({
    initial: 's0',
    states: Object.fromEntries(Array.from({ length: n }, (_, i) => [`s${i}`, {}]))
  })

  test.each([
    ['no JSON', '{', 'chart.bad-definition'],
    ['nothing', null, 'chart.bad-definition'],
    ['a list', '[]', 'chart.bad-definition'],
    ['a target that is not there', { initial: 'a', states: { a: { on: { go: 'nowhere' } } } }, 'chart.bad-definition'],
    ['an initial state that is not there', { initial: 'b', states: { a: {} } }, 'chart.bad-definition'],
    ['one id twice', { initial: 'a', states: { a: { id: 'x' }, b: { id: 'x' } } }, 'chart.bad-definition'],
    ['a type that XState does not know', { type: 'cloud', initial: 'a', states: { a: {} } }, 'chart.bad-definition'],
    ['__proto__ as a state', '{"initial":"a","states":{"a":{},"__proto__":{"entry":"x"}}}', 'chart.bad-definition'],
    ['constructor as a target', { initial: 'a', states: { a: { on: { go: 'constructor' } } } }, 'chart.bad-definition'],
    ['a number for states', { initial: 'a', states: 3 }, 'chart.bad-definition'],
    ['too many states', wide(2_001), 'chart.too-big'],
    [
      'too many arrows',
      { on: Object.fromEntries(Array.from({ length: 5_001 }, (_, i) => [`e${i}`, {}])) },
      'chart.too-big'
    ],
    ['too many levels', nested(40), 'chart.too-big'],
    ['a long list', { tags: Array(501).fill('x') }, 'chart.too-big'],
    ['a long name', { id: 'x'.repeat(401) }, 'chart.too-big']
  ])('with %s is refused in three parts', (_, definition, expected) => expect(code(definition)).toBe(expected))

  test('of any shape is taken or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.jsonValue(), (states, on) => {
        for (const definition of [states, { initial: 'a', states }, { on, states: { a: { on } } }])
          expect(['taken', 'chart.bad-definition', 'chart.too-big']).toContain(code(definition))
      }),
      { numRuns: 500 }
    )
  })

  test('is never run', () => {
    let ran = 0
    const run = () => ran++
    const chart = chartOfDefinition({
      id: 'trap',
      context: run,
      initial: 'a',
      states: { a: { entry: run, always: { guard: run, target: 'b', actions: [run] }, invoke: { src: run } }, b: {} }
    })
    expect([ran, chart.states.length, chart.arrows[0]?.guard]).toEqual([0, 3, 'inline'])
  })
})

test('equal charts have equal hashes, and any difference makes another', () => {
  const chart = chartOf(session)
  const [first, ...rest] = chart.states
  expect(hashOf(structuredClone(chart))).toBe(hashOf(chart))
  expect(hashOf({ ...chart, states: [{ ...first!, tags: ['new'] }, ...rest] })).not.toBe(hashOf(chart))
  expect(hashOf({ ...chart, arrows: chart.arrows.slice(1) })).not.toBe(hashOf(chart))
  expect(hashOf(chart)).toMatch(/^[0-9a-f]{20}$/)
})
