import type { AnyMachineSnapshot, StateValue } from 'xstate'
import { RecoError } from '../contract/error.ts'
import { SCALARS } from '../contract/session.ts'
import { createChance } from '../kernel/chance.ts'
import { type MindsetEvent, type MindsetMachine, SAYINGS } from '../mindset.ts'
import type { Check } from './kit.ts'
import { checkDescriptions, checkTags, leavesIn, pathOf, region, type Subject } from './mindset-chart.ts'
import { checkCrowd } from './mindset-crowd.ts'
import { bounded, leavesOf, live, ordinary, type Watched, wake } from './mindset-life.ts'
import { protocolOf } from './mindset-protocol.ts'

/** All that a file on the shelf `mindsets` promises. Each check throws a RecoError when its promise is broken. */
export function mindsetKit(name: string, machine: MindsetMachine): Check[] {
  const subject = { name, machine: bounded(machine) }
  const checks = [
    { name: 'has two regions, visit and mood', check: () => void region(subject, 'mood') },
    { name: 'has one mood at a time, by one tag', check: () => checkTags(subject) },
    { name: 'describes every state and every transition', check: () => checkDescriptions(subject) },
    { name: 'can run as a crowd', check: () => checkCrowd(subject) },
    { name: 'starts in its first mood, from numbers between 0 and 1, whoever it is', check: () => checkStart(subject) },
    { name: 'settles: its moods do not chase each other', check: () => checkSettling(subject) },
    ...protocolOf(subject),
    {
      name: 'keeps its scalars between 0 and 1 and says known things, whatever happens',
      check: () => checkRange(subject)
    },
    { name: 'can reach every state', check: () => checkReach(subject) },
    { name: 'does the same when the same happens', check: () => checkSameness(subject) },
    { name: 'goes on from a stored snapshot as if nothing had been', check: () => checkStoring(subject) }
  ]
  return checks.map(({ name: promise, check }) => ({ name: promise, check: () => telling(subject, promise, check) }))
}

/** What the machine itself throws, told as a finding. */
function telling({ name }: Subject, promise: string, check: () => void): void {
  try {
    check()
  } catch (cause) {
    if (cause instanceof RecoError) throw cause
    const circles = cause instanceof Error && cause.message.startsWith('Infinite loop')
    throw new RecoError(circles ? 'mindset.loops' : 'mindset.broke', {
      what: circles
        ? 'Its transitions go round in circles.'
        : `It threw: ${cause instanceof Error ? cause.message : String(cause)}`,
      at: { mindset: name, check: promise },
      fix: circles
        ? 'Let the way in and the way out of a mood exclude each other, with some room between their thresholds.'
        : 'Guards and actions only read and compute; let them cope with every number in its range.',
      cause
    })
  }
}

const CORNERS = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]

function checkStart(subject: Subject): void {
  const { name, machine } = subject
  const first = String(region(subject, 'mood').initial.target[0]?.key)
  for (const patience of CORNERS) {
    for (const trust of CORNERS) {
      const { snapshot } = wake(machine, { patience, trust })
      checkContext(name, snapshot, 'birth')
      const { context } = snapshot
      if (context.patience !== patience || context.trust !== trust)
        throw new RecoError('mindset.context', {
          what: `Born with patience ${patience} and trust ${trust}, it starts from ${context.patience} and ${context.trust}.`,
          at: { mindset: name },
          fix: 'Take both from `input`: they are its person’s.'
        })
      const { mood } = snapshot.value as Record<string, StateValue>
      if (Object.keys(typeof mood === 'string' ? { [mood]: '' } : (mood ?? {}))[0] !== first)
        throw new RecoError('mindset.start', {
          what: `Born with patience ${patience} and trust ${trust}, it is ${JSON.stringify(mood)} and not ${first}, before it saw anything.`,
          at: { mindset: name },
          fix: 'Let everybody begin in the first mood; let a guard ask for something that only a slate can do.'
        })
    }
  }
}

/** Six scalars within 0 … 1, session and turn, and nothing that is not a finite number. */
function checkContext(name: string, { context }: AnyMachineSnapshot, after: string): void {
  const wrong = [
    ...Object.keys(context).filter((key) => !Number.isFinite(context[key])),
    ...SCALARS.filter((key) => !(context[key] >= 0 && context[key] <= 1)),
    ...['session', 'turn'].filter((key) => !(key in context))
  ]
  const [first] = wrong
  if (first === undefined) return
  throw new RecoError('mindset.context', {
    what: `${first} is ${context[first]}; the context is finite numbers, and ${SCALARS.join(', ')} are 0 … 1.`,
    at: { mindset: name, after },
    fix: 'Keep it in range with unit() or toward(); words and lists live beside the mindset, under its ids.'
  })
}

const SETTLING_SAMPLES = 100

/** From every mood and many inner states, the eventless transitions come to rest. */
function checkSettling(subject: Subject): void {
  const { machine } = subject
  const luck = createChance(1).for('settling')
  const born = wake(machine).snapshot.context as Record<string, number>
  for (const leaf of leavesIn(region(subject, 'mood'))) {
    for (let sample = 0; sample < SETTLING_SAMPLES; sample++) {
      const context = Object.fromEntries(
        Object.keys(born).map((key, column) => [key, luck.at(sample, 0, 0, column)] as const)
      )
      const value = leaf.path.reduceRight<unknown>((inside, key) => (inside === '' ? key : { [key]: inside }), '')
      const stored = JSON.stringify(
        machine.getPersistedSnapshot(machine.resolveState({ value: value as StateValue, context }))
      )
      wake(machine, ordinary, stored).send({ type: 'session.truncated', session: 0, turn: 0 }) // away: nobody hears it
    }
  }
}

const LIVES = 20
const STEPS = 150

function checkRange({ name, machine }: Subject): void {
  for (let walk = 0; walk < LIVES; walk++) {
    live(machine, walk, STEPS, ({ snapshot, said }, event) => {
      const after = event ? JSON.stringify(event) : 'birth'
      checkContext(name, snapshot, after)
      const unknown = said.find((saying) => !(SAYINGS as readonly string[]).includes(saying))
      if (unknown !== undefined)
        throw new RecoError('mindset.says', {
          what: `It said «${unknown}»; a mindset says only ${SAYINGS.join(', ')}.`,
          at: { mindset: name, after },
          fix: 'Use says() from recoworld/define.'
        })
      if (Object.keys(snapshot.children).length > 0)
        throw new RecoError('mindset.crowd', {
          what: `It started ${Object.keys(snapshot.children).join(', ')} beside itself.`,
          at: { mindset: name, after },
          fix: 'Spawn nothing: ask, and let the stage answer.'
        })
    })
  }
}

const LONGEST_SEARCH = 100

function checkReach(subject: Subject): void {
  const { name, machine } = subject
  const unseen = new Set(leavesIn(machine.root).map(pathOf))
  for (let walk = 0; walk < LONGEST_SEARCH && unseen.size > 0; walk++) {
    live(machine, walk, STEPS, ({ snapshot }) => {
      for (const leaf of leavesOf(snapshot.value)) unseen.delete(leaf)
    })
  }
  const [first] = unseen
  if (first === undefined) return
  throw new RecoError('mindset.unreachable', {
    what: `In ${LONGEST_SEARCH} lives of up to ${STEPS} events nobody came to ${[...unseen].join(', ')}.`,
    at: { mindset: name, state: first },
    fix: 'Draw a transition to it, or set its guard within what six scalars between 0 and 1 can come to.'
  })
}

function checkSameness({ name, machine }: Subject): void {
  for (let walk = 0; walk < 3; walk++) {
    const first: string[] = []
    const events = live(machine, walk, STEPS, (person) => first.push(trace(person)))
    live(machine, walk + 100, STEPS, () => {}) // another life between the two: nothing may stick to the machine
    const input = inputOf(first[0]!)
    compare(
      first,
      relive(machine, input, events),
      events,
      (what, after) =>
        new RecoError('mindset.chance', {
          what: `The same life went differently the second time: ${what}`,
          at: { mindset: name, after },
          fix: 'Keep everything in the context; draw nothing, and read no clock.'
        })
    )
  }
}

function checkStoring({ name, machine }: Subject): void {
  const whole: string[] = []
  const events = live(machine, 1, STEPS, (person) => whole.push(trace(person)))
  const input = inputOf(whole[0]!)
  for (let cut = 0; cut < events.length; cut += 30) {
    const before = wake(machine, input).send(...events.slice(0, cut))
    const stored = before.stored()
    live(machine, 100 + cut, 20, () => {}) // somebody else's life in between
    const after = wake(machine, input, stored)
    const rest = events.slice(cut)
    const parts = [trace(after), ...rest.map((event) => trace(after.send(event)))]
    compare(
      whole.slice(cut),
      parts,
      rest,
      (what, where) =>
        new RecoError('mindset.snapshot', {
          what: `Stored and resumed after ${cut} events, it went on differently: ${what}`,
          at: { mindset: name, after: where },
          fix: 'Keep everything in the context, as numbers.'
        })
    )
  }
}

const trace = ({ snapshot }: Watched): string => JSON.stringify({ value: snapshot.value, context: snapshot.context })

/** At birth the context holds what the person was given. */
const inputOf = (birth: string) => {
  const { patience, trust } = JSON.parse(birth).context
  return { patience, trust }
}

function relive(
  machine: MindsetMachine,
  input: { patience: number; trust: number },
  events: readonly MindsetEvent[]
): string[] {
  const person = wake(machine, input)
  return [trace(person), ...events.map((event) => trace(person.send(event)))]
}

function compare(
  first: readonly string[],
  second: readonly string[],
  events: readonly MindsetEvent[],
  fault: (what: string, after: string) => RecoError
): void {
  first.forEach((seen, i) => {
    if (seen !== second[i]) throw fault(`${seen}, then ${second[i]}.`, i === 0 ? 'birth' : events[i - 1]!.type)
  })
}
