import type { Program } from './compile.ts'
import type { Tree } from './explore.ts'
import { type Event, isAssign, isEmit } from './shadow.ts'

/** A program as JavaScript over one array of numbers: readable, and the same text for the same machine and keys. */
export interface Generated {
  readonly source: string
  /** What the text calls `things`: the machine's own functions, params and events. */
  readonly things: readonly unknown[]
  /** Which function of the text to call, by configuration · events + event; 0 for none. */
  readonly entries: Uint16Array
  readonly timers: readonly Timer[]
}

/** A delayed event that a machine may arm. */
export interface Timer {
  readonly event: Event
  readonly id: string | undefined
  readonly delay: number
}

/**
 * Writes a program down for a context of these keys.
 *
 * @param bitOf what is remembered of an event that is emitted, as bits of an int
 */
export function generate(program: Program, keys: readonly string[], bitOf: (type: string) => number): Generated {
  const { machine, birth, trees, events, configurations, ways } = program
  const actions = machine.implementations.actions as unknown as Record<string, unknown>
  const guards = machine.implementations.guards as unknown as Record<string, unknown>
  const names = createNames()
  const armed = new Set([birth, ...trees.flat()].flatMap((tree) => (tree ? idsIn(tree) : [])))
  const helpers = new Map<string, string>()
  const timers: Timer[] = []
  const bodies = new Map<string, number>()
  const functions: string[] = []
  const entries = new Uint16Array(configurations.length * events.length)

  const first = `function birth(event) {\n${write(birth, '  ', true, false)}}`
  trees.forEach((row, at) => {
    row.forEach((tree, event) => {
      if (tree) entries[at * events.length + event] = entryOf(tree, `on ${events[event]}`)
    })
  })
  const source = [
    `'use strict' // ${remark(machine.id)}: ${configurations.length} configurations, ${events.length} events, ${keys.length} numbers`,
    'const { numbers, places, entries, old, self, system, spawn, nothing, noNumber, mustAgree, put, bitOf, things } = given',
    ...names.all().map((name, i) => `const ${name} = things[${i}]`),
    'let base = 0, said = 0, isKept = false, heard',
    `let gone = new Float64Array(${ways.length}), groups, lane = 0`,
    'const timing = [], later = []',
    `const context = { ${keys.map((key) => `${JSON.stringify(key)}: 0.5`).join(', ')} }`,
    // a row's numbers as guards and actions read them: plain ones, since accessors are not compiled into their callers
    `function see() { ${keys.map((key, k) => `${field(key)} = numbers[base + ${k}]`).join('; ')} }`,
    // nobody but an assignment may have changed them
    `function look() { if (${keys.map((key, k) => `${field(key)} !== numbers[base + ${k}]`).join(' || ') || 'false'}) mustAgree(context, base) }`,
    'const asked = { context, event: nothing }',
    'const done = { context, event: nothing, self, system }',
    'const assigned = { context, event: nothing, spawn, self, system }',
    `function keep() { ${keys.map((_, k) => `old[${k}] = numbers[base + ${k}]; `).join('')}isKept = true }`,
    'function tell(event) { said |= bitOf(event.type); if (heard !== undefined) heard.push(event) }',
    ...helpers.values(),
    first,
    ...functions,
    // calls by name, so that those which are taken often are compiled into their caller
    `function take_step(k, event) {\n  switch (k) {\n${functions.map((_, i) => `    case ${i + 1}: return step${i + 1}(event)`).join('\n')}\n  }\n}`,
    `function step(row, event, given) {
  const k = entries[places[row] * ${events.length} + event]
  isKept = false
  if (k === 0) return
  base = row * ${keys.length}
  if (groups !== undefined) lane = groups[row] * ${ways.length}
  see()
  const to = take_step(k, given)
  look()
  places[row] = to
}`,
    `function bear(row, event) { isKept = false; base = row * ${keys.length}; if (groups !== undefined) lane = groups[row] * ${ways.length}; see(); const to = birth(event); look(); places[row] = to }`,
    'function take() { const bits = said; said = 0; return bits }',
    'return { step, bear, take, timing, later, isKept: () => isKept, hear(list) { heard = list }, count(into, by) { gone = into; groups = by } }'
  ].join('\n')
  return { source, things: names.things, entries, timers }

  function entryOf(tree: Tree, title: string): number {
    const body = write(tree, '  ', false, false)
    const known = bodies.get(body)
    if (known !== undefined) return known
    functions.push(`function step${functions.length + 1}(event) { // ${remark(title)}\n${body}}`)
    bodies.set(body, functions.length)
    return functions.length
  }

  /**
   * @param isKept whether the numbers as they were have been put aside, in case that something throws later
   * @param given  the event that guards were last given on the way here
   */
  function write(tree: Tree, indent: string, isBirth: boolean, isKept: boolean, given = ''): string {
    if (tree.kind === 'leaf')
      return `${tree.way === 0 ? '' : `${indent}gone[lane + ${tree.way}]++\n`}${indent}return ${tree.to}\n`
    if (tree.kind === 'guard') {
      const { name, params, event } = tree.mark
      const now = eventOf(event)
      const call = `${now === given ? '' : `${indent}asked.event = ${now}\n`}${indent}if (${names.of(guards[name], name)}(asked${argument(params)})) {\n`
      const yes = write(tree.yes, `${indent}  `, isBirth, isKept, now)
      return `${call}${yes}${indent}}\n${write(tree.no, indent, isBirth, isKept, now)}`
    }
    const { mark, next } = tree
    const keeps = mark.kind === 'action' && isAssign(actions[mark.name]) && !isKept && mayThrow(next)
    const rest = write(next, indent, isBirth, isKept || keeps, given)
    return `${keeps ? `${indent}keep()\n` : ''}${indent}${deed(mark, isBirth)}\n${rest}`
  }

  function deed(mark: (Tree & { kind: 'deed' })['mark'], isBirth: boolean): string {
    if (mark.kind === 'arm') return `timing.push(${timerOf(mark)}) // ${remark(mark.event.type)} in ${mark.delay} ms`
    if (mark.kind === 'cancel') return armed.has(mark.id) ? `timing.push(${names.of(mark.id, 'id')})` : ''
    const action = actions[mark.name]
    const event = eventOf(mark.event)
    if (isAssign(action)) return `${helperOf(mark.name, mark.params)}(${event})`
    const given = (action as { event?: unknown }).event
    if (isEmit(action) && typeof given !== 'function') return emission(given as Event)
    const called = names.of(isEmit(action) ? given : action, mark.name)
    if (isEmit(action)) return `done.event = ${event}; tell(${called}(done${argument(mark.params)}))`
    if (isBirth)
      return `later.push([${called}, { ...done, context: { ...context }, event: ${event} }${argument(mark.params)}])`
    return `done.event = ${event}; ${called}(done${argument(mark.params)})`
  }

  function emission(event: Event): string {
    const bits = bitOf(event.type)
    const heard = `if (heard !== undefined) heard.push(${names.of(event, event.type)})`
    return bits === 0 ? heard : `said |= ${bits}; ${heard}`
  }

  /** An assignment as a function of its own: every value from the context as it was, then all are written. */
  function helperOf(name: string, params: unknown): string {
    const { assignment } = actions[name] as { assignment: unknown }
    const own = `do_${names.of(assignment, name)}${params === undefined ? '' : `_${names.of(params, 'params')}`}`
    if (!helpers.has(own)) helpers.set(own, helper(own, name, assignment, params))
    return own
  }

  function helper(own: string, name: string, assignment: unknown, params: unknown): string {
    if (typeof assignment === 'function')
      return `function ${own}(event) {\n  assigned.event = event\n  put(${JSON.stringify(name)}, ${names.of(assignment, name)}(assigned${argument(params)}), base)\n  see()\n}`
    const parts = Object.entries(assignment as object)
    const lines = [
      ...parts.map(([key, value], i) => {
        const made =
          typeof value === 'function'
            ? `${names.of(value, `${name}_${key}`)}(assigned${argument(params)})`
            : text(value as number)
        return `const v${i} = ${made}`
      }),
      ...parts.map(([key], i) =>
        keys.includes(key)
          ? `if (typeof v${i} !== 'number') noNumber(${JSON.stringify(name)}, ${JSON.stringify(key)}, v${i})`
          : `noNumber(${JSON.stringify(name)}, ${JSON.stringify(key)}, v${i})`
      ),
      ...parts.flatMap(([key], i) =>
        keys.includes(key) ? `numbers[base + ${keys.indexOf(key)}] = ${field(key)} = v${i}` : []
      )
    ]
    return `function ${own}(event) {\n  assigned.event = event\n${lines.map((line) => `  ${line}\n`).join('')}}`
  }

  function timerOf({ event, id, delay }: Timer): number {
    const known = timers.findIndex(
      (one) => one.id === id && one.delay === delay && one.event.type === event.type && one.event === event
    )
    return known >= 0 ? known : timers.push({ event, id, delay }) - 1
  }

  function eventOf(event: Event | undefined): string {
    return event === undefined ? 'event' : names.of(names.alike(event), event.type)
  }

  function argument(params: unknown): string {
    return params === undefined ? '' : `, ${names.of(params, 'params')}`
  }

  /** Whether anything may still go wrong on one of the ways that lie ahead. */
  function mayThrow(tree: Tree): boolean {
    if (tree.kind === 'leaf') return false
    if (tree.kind === 'guard') return true
    const { mark, next } = tree
    const isCalm =
      mark.kind !== 'action' ||
      (isEmit(actions[mark.name]) && typeof (actions[mark.name] as { event: unknown }).event !== 'function')
    return !isCalm || mayThrow(next)
  }
}

const field = (key: string): string => `context[${JSON.stringify(key)}]`

/** The ids of timers that are armed on some way through a tree. */
function idsIn(tree: Tree): (string | undefined)[] {
  if (tree.kind === 'leaf') return []
  if (tree.kind === 'guard') return [...idsIn(tree.yes), ...idsIn(tree.no)]
  return [...(tree.mark.kind === 'arm' ? [tree.mark.id] : []), ...idsIn(tree.next)]
}

const remark = (words: string): string => words.replaceAll(/[^ -~]/g, '?')
const text = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** Names for things, as a text may use them: each thing one name, and no two the same. */
function createNames() {
  const things: unknown[] = []
  const names: string[] = []
  return {
    things,
    all: () => names,
    of(thing: unknown, title: string): string {
      const known = things.indexOf(thing)
      if (known >= 0) return names[known]!
      const plain = title.replaceAll(/\W|^(?=\d)/g, '_')
      things.push(thing)
      names.push(`${plain}$${things.length}`)
      return names.at(-1)!
    },
    /** Events that XState makes anew each time are alike when all they hold is the same. */
    alike(event: Event): Event {
      const found = things.find((thing) => isAlike(thing, event))
      return (found as Event | undefined) ?? event
    }
  }
}

function isAlike(thing: unknown, event: Event): boolean {
  if (thing === event) return true
  if (typeof thing !== 'object' || thing === null || Array.isArray(thing)) return false
  const keys = Object.keys(thing)
  return (
    keys.length === Object.keys(event).length &&
    keys.every((key) => Object.is((thing as Record<string, unknown>)[key], (event as Record<string, unknown>)[key]))
  )
}
