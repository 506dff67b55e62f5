import { type AnyStateMachine, and, assign, cancel, emit, not, or, raise, setup, stateIn } from 'xstate'
import { createChance } from '../../src/kernel/chance.ts'

type Args = { context: { a: number; b: number; log: number }; event: { by?: number } }

const note = (digit: number) => assign({ log: ({ context }: Args) => (context.log * 10 + digit) % 1_000_003 } as never)
const TYPES = ['A', 'B', 'C', 'D.e', 'D.f.g']
const GUARDS = ['isOdd', 'isBig', 'isHeavy', 'both', 'either', { type: 'isOver', params: { limit: 4 } }, not('isOdd')]
const QUIET = ['more', 'twice', 'swap', 'say', { type: 'say2', params: { n: 2 } }, 'note1', 'note2', 'note3', 'note4']
const ACTIONS = [
  ...QUIET,
  raise({ type: 'R', by: 3 } as never),
  raise({ type: 'T', by: 4 } as never, { delay: 7, id: 'later' }),
  raise({ type: 'T', by: 1 } as never, { delay: 4 }),
  cancel('later')
]

interface Plan {
  readonly id: string
  readonly type: string
  readonly children: readonly Plan[]
  readonly history: boolean
  readonly final: boolean
}

/** A chart drawn by chance: regions, histories, endings, delays, raised events, all kinds of guards. The same number gives the same. */
export function drawnChart(number: number): AnyStateMachine {
  const luck = createChance(11).for('charts')
  let slot = 0
  const targets: string[] = []
  const draw = () => luck.at(number, 0, 0, slot++)
  const one = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(draw() * things.length)]!
  const some = <Thing>(most: number, make: () => Thing): Thing[] =>
    Array.from({ length: Math.floor(draw() * (most + 1)) }, make)
  const ids: string[] = []

  function plan(depth: number, isRegion = false): Plan {
    const id = `s${ids.length}`
    const kind = depth === 0 ? 0.5 * draw() : draw()
    const type = depth === 3 || (!isRegion && kind > 0.55) ? 'atomic' : kind < 0.2 ? 'parallel' : 'compound'
    ids.push(id)
    const count = type === 'atomic' ? 0 : type === 'parallel' ? 2 : 2 + Math.floor(draw() * 2)
    const children = Array.from({ length: count }, () => plan(depth + 1, type === 'parallel'))
    const isCompound = type === 'compound'
    const extra = { history: isCompound && draw() < 0.3, final: isCompound && draw() < 0.5 }
    if (extra.history) targets.push(`${id}h`)
    if (extra.final) targets.push(`${id}f`)
    if (depth > 0) targets.push(id)
    return { id, type, children, ...extra }
  }

  const guard = () => (draw() < 0.15 ? stateIn(`#${one(ids)}`) : one(GUARDS))
  const transition = () => ({
    ...(draw() < 0.5 ? { guard: guard() } : {}),
    ...(draw() < 0.8 ? { target: `#${one(targets)}` } : {}),
    ...(draw() < 0.2 ? { reenter: true } : {}),
    actions: some(2, () => one(ACTIONS))
  })

  function config({ id, type, children, history, final }: Plan): object {
    const states = Object.fromEntries(children.map((child) => [child.id, config(child)]))
    if (history) states[`${id}h`] = { id: `${id}h`, type: 'history', history: one(['deep', 'shallow']) }
    if (final) states[`${id}f`] = { id: `${id}f`, type: 'final', entry: some(1, () => one(ACTIONS)) }
    return {
      id,
      ...(type === 'parallel' ? { type } : {}),
      ...(type === 'compound' ? { initial: children[0]!.id } : {}),
      ...(type === 'atomic' ? {} : { states, onDone: transition() }),
      entry: some(1, () => one(ACTIONS)),
      exit: some(1, () => one(ACTIONS)),
      on: Object.fromEntries([
        ...some(3, () => [one([...TYPES, '*', 'D.*']), draw() < 0.1 ? undefined : some(2, () => transition())]),
        ...some(1, () => ['T', { guard: guard(), actions: some(2, () => one(QUIET)) }]),
        ...some(1, () => ['R', { guard: guard(), actions: some(2, () => one(QUIET)) }]) // what is raised raises nothing
      ]),
      ...(draw() < 0.12 ? { always: { guard: guard(), target: `#${one(targets)}`, actions: 'say' } } : {}),
      ...(draw() < 0.2 ? { after: { [one([3, 10, 25])]: transition() } } : {}),
      tags: id
    }
  }

  const root = plan(0)
  return setup({
    types: {} as never,
    guards: {
      isOdd: ({ context }: Args) => context.a % 2 === 1,
      isBig: ({ context }: Args) => context.b % 5 > 2,
      isHeavy: ({ event }: Args) => (event.by ?? 0) > 2,
      isOver: ({ context }: Args, { limit }: { limit: number }) => context.a % 9 > limit,
      both: and(['isOdd', 'isBig'] as never),
      either: or(['isHeavy', not('isBig')] as never)
    },
    actions: {
      more: assign({ a: ({ context, event }: Args) => context.a + (event.by ?? 1) } as never),
      twice: assign((({ context }: Args) => ({ b: (context.b * 2 + 1) % 101 })) as never),
      swap: assign({ a: ({ context }: Args) => context.b, b: ({ context }: Args) => context.a % 50 } as never),
      say: emit({ type: 'said' } as never),
      say2: emit((({ context }: Args, params: object) => ({ type: 'said', ...params, log: context.log })) as never),
      ...Object.fromEntries([1, 2, 3, 4].map((n) => [`note${n}`, note(n)]))
    }
  } as never).createMachine({ ...config(root), id: 's0', context: { a: 1, b: 2, log: 0 } } as never) as never
}
export const DRAWN_EVENTS = [...TYPES, 'Z']
