import { RecoError } from '../contract/error.ts'
import type { MindsetEvent } from '../mindset.ts'
import type { Subject } from './mindset-chart.ts'
import { broken, churned, failed, returned, reviewed, shown, spoken, started, truncated } from './mindset-events.ts'
import { leavesOf, type VISIT_TAGS, type Watched, wake } from './mindset-life.ts'

/** A short piece of a life: what happens, what the person then has said and is, and what must leave it untouched. */
interface Scene {
  name: string
  events: readonly MindsetEvent[]
  says: readonly string[]
  tag?: (typeof VISIT_TAGS)[number]
  state?: string
  ignores?: readonly MindsetEvent[]
}

const reviewing = [started, shown(1)]
const waiting = [...reviewing, reviewed(1)]
const instructing = [...reviewing, reviewed(1, { disengageCause: 'bored' })]
const left = [...reviewing, reviewed(1, { leaveCause: 'bored' })]
const lost = [...left, churned(1)]
const sensing = ['review.asked', 'disengagement.sensed', 'instruction.asked']
const leaving = ['review.asked', 'user.left']
const anything = [returned(1, 3), ...waiting, spoken(1), truncated(1), failed(1), broken(1), churned(1)]

const SCENES: readonly Scene[] = [
  {
    name: 'is away and says nothing before its first visit',
    events: [],
    says: [],
    tag: 'away',
    ignores: [shown(1), reviewed(0), spoken(0)]
  },
  { name: 'is ready as its first visit begins', events: [started], says: [], tag: 'ready' },
  { name: 'asks for a review of a slate', events: reviewing, says: ['review.asked'], tag: 'busy' },
  { name: 'is ready again after an ordinary review', events: waiting, says: ['review.asked'], tag: 'ready' },
  {
    name: 'asks for a review of each slate',
    events: [...waiting, shown(2)],
    says: ['review.asked', 'review.asked'],
    tag: 'busy'
  },
  {
    name: 'ignores an answer to another turn or another session',
    events: [started, shown(2)],
    says: ['review.asked'],
    tag: 'busy',
    ignores: [reviewed(1), reviewed(3, { leaveCause: 'bored' }), reviewed(2, { session: 1 }), broken(1), broken(2, 1)]
  },
  {
    name: 'ignores an answer that comes twice',
    events: waiting,
    says: ['review.asked'],
    tag: 'ready',
    ignores: [reviewed(1), reviewed(1, { leaveCause: 'done' })]
  },
  { name: 'senses the end before it asks for an instruction', events: instructing, says: sensing, tag: 'busy' },
  {
    name: 'ignores an instruction to another turn or another session',
    events: instructing,
    says: sensing,
    tag: 'busy',
    ignores: [spoken(0), spoken(2), spoken(1, 1), broken(2)]
  },
  {
    name: 'is ready for another slate when it has spoken',
    events: [...instructing, spoken(1)],
    says: sensing,
    tag: 'ready'
  },
  { name: 'says goodbye and is away when it has had enough', events: left, says: leaving, tag: 'away' },
  {
    name: 'leaves with a complaint and without an instruction when both are drawn',
    events: [...reviewing, reviewed(1, { leaveCause: 'annoyed', disengageCause: 'annoyed' })],
    says: ['review.asked', 'disengagement.sensed', 'user.left'],
    tag: 'away'
  },
  { name: 'comes back after leaving', events: [...left, returned(1, 3)], says: leaving, tag: 'ready' },
  {
    name: 'reviews again when it is back',
    events: [...left, returned(1, 3), shown(1, { session: 1 })],
    says: [...leaving, 'review.asked'],
    tag: 'busy',
    ignores: [reviewed(1)]
  },
  ...[truncated, failed].flatMap((ends): Scene[] => {
    const { type } = ends(1)
    return [
      { name: `is away after ${type} before the first slate`, events: [started, ends(0)], says: [], tag: 'away' },
      {
        name: `is away, without a goodbye, after ${type} while it waits`,
        events: [...waiting, ends(1)],
        says: ['review.asked'],
        tag: 'away'
      },
      {
        name: `is away, without a goodbye, after ${type} while it reviews, and ignores the late answer`,
        events: [...reviewing, ends(1)],
        says: ['review.asked'],
        tag: 'away',
        ignores: [reviewed(1), reviewed(1, { leaveCause: 'bored' })]
      },
      {
        name: `is away, without a goodbye, after ${type} while it looks for words`,
        events: [...instructing, ends(1)],
        says: sensing,
        tag: 'away',
        ignores: [spoken(1)]
      },
      {
        name: `comes back after ${type}`,
        events: [...waiting, ends(1), returned(1, 1)],
        says: ['review.asked'],
        tag: 'ready'
      }
    ]
  }),
  {
    name: 'ends in `failed` when its mind breaks over a review',
    events: [...reviewing, broken(1)],
    says: ['review.asked'],
    tag: 'away',
    state: 'visit.failed',
    ignores: anything
  },
  {
    name: 'ends in `failed` when its mind breaks over an instruction',
    events: [...instructing, broken(1)],
    says: sensing,
    tag: 'away',
    state: 'visit.failed',
    ignores: anything
  },
  {
    name: 'is gone for good once it has churned',
    events: lost,
    says: leaving,
    tag: 'away',
    state: 'visit.churned',
    ignores: anything
  }
]

/** What a mindset owes the stage, a check for each scene. */
export const protocolOf = (subject: Subject): { name: string; check(): void }[] =>
  SCENES.map((scene) => ({ name: scene.name, check: () => enact(subject, scene) }))

function enact({ name, machine }: Subject, { name: scene, events, says, tag, state, ignores = [] }: Scene): void {
  const fault = (what: string, event?: MindsetEvent) =>
    new RecoError('mindset.protocol', {
      what,
      at: {
        mindset: name,
        scene,
        after: [...events, ...(event ? [event] : [])].map(({ type }) => type).join(' → ') || 'birth'
      },
      fix: 'Use `visit` from recoworld/define as it is; if you write your own, keep what it promises.'
    })

  const person = wake(machine).send(...events)
  const where = leavesOf(person.snapshot.value)
  if (person.said.join() !== says.join()) throw fault(`It said ${told(person.said)}; it was to say ${told(says)}.`)
  if (tag && !person.snapshot.hasTag(tag)) throw fault(`It is in ${where.join(', ')}, which is not tagged ${tag}.`)
  if (state && !where.includes(state)) throw fault(`It is in ${where.join(', ')}, not in ${state}.`)

  const before = trace(person)
  for (const event of ignores) {
    const after = trace(person.send(event))
    if (after !== before)
      throw fault(`It was to ignore this ${event.type}, but it went from ${before} to ${after}.`, event)
  }
}

const trace = ({ said, snapshot }: Watched): string =>
  `${leavesOf(snapshot.value).join(', ')} ${JSON.stringify(snapshot.context)}, having said ${told(said)}`

const told = (said: readonly string[]): string => said.join(', ') || 'nothing'
