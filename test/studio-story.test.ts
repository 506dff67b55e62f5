import { expect, test } from 'vitest'
import { type EventOf, type EventType, eventId, type WorldEvent } from '../src/contract/event.ts'
import { createStory, readIntervention, saysIntervention, storyOf } from '../src/studio/story/index.ts'
import { span } from '../src/studio/story/words.ts'

type Said<Type extends EventType> = Omit<
  EventOf<Type>,
  'type' | 'id' | 'run' | 'user' | 'session' | 'turn' | 'at' | 'cause'
>

/** A fact about person 7. */
function fact<Type extends EventType>(type: Type, [session, turn, at]: [number, number, number], said: Said<Type>) {
  const id = eventId(type, 7, session, turn)
  return { type, id, run: 'r', user: 7, session, turn, at, cause: null, ...said } as unknown as WorldEvent
}

const TITLES: Record<string, string> = { a: 'A knot for every day', b: 'Fastest lap, no sound', c: 'Two loaves' }
const titles = (id: string) => TITLES[id] ?? id
const told = (events: readonly WorldEvent[]) =>
  storyOf(events, titles).map(({ kind, text, item, words }) =>
    [`${kind}:`, item && `[${item.slot} ${item.title}]`, text, words && `«${words}»`].filter(Boolean).join(' ')
  )

const felt = { interest: 0.5, satisfaction: 0.5, satiation: 0, fatigue: 0, patience: 0.5, trust: 0.5 }
const answered = { delight: 0, watchRatio: 0, sameness: 0, found: 0, hazard: 0 }
const shown = (item: string, slot: number, why: string, propensity: number | null) => ({ item, slot, why, propensity })
const did = (item: string, slot: number, rest: Partial<Said<'feedback.given'>['slots'][number]>) => ({
  item,
  slot,
  actions: ['skip' as const],
  watchSeconds: 0,
  reason: 'none' as const,
  thought: '',
  ...rest
})

const FIRST_VISIT: WorldEvent[] = [
  fact('session.started', [0, 0, 1_000], { population: 'commuters', segment: 'tinkerers', patience: 0.4, trust: 0.3 }),
  fact('slate.shown', [0, 0, 1_000], {
    recommender: 'bandit',
    items: [
      shown('a', 0, 'you like knots', 0.31),
      shown('b', 1, 'popular now', null),
      shown('c', 2, '', 0.0004),
      shown('d', 3, '', null)
    ]
  }),
  fact('review.asked', [0, 0, 1_000], { mood: 'curious', ...felt }),
  fact('review.answered', [0, 0, 90_000], { ...answered, leaveCause: 'none', disengageCause: 'bored' }),
  fact('feedback.given', [0, 0, 90_000], {
    seconds: 88,
    mood: 'bored',
    slots: [
      did('a', 0, {
        actions: ['click', 'like', 'share'],
        watchSeconds: 12.4,
        reason: 'loves-topic',
        thought: 'knots, finally'
      }),
      did('b', 1, { reason: 'not-my-thing', thought: 'too fast for me' }),
      did('c', 2, { actions: ['click'], watchSeconds: 75 })
    ]
  }),
  fact('share.made', [0, 0, 90_000], { item: 'a', slot: 0 }),
  fact('disengagement.sensed', [0, 0, 90_000], { reason: 'bored' }),
  fact('instruction.asked', [0, 0, 90_000], { reason: 'bored' }),
  fact('instruction.answered', [0, 0, 90_000], {}),
  fact('instruction.given', [0, 0, 90_000], {
    instruction: {
      text: 'No racing. And keep it short!',
      act: 'exclude',
      target: 'racing',
      also: { act: 'length', target: 'shorter' }
    }
  }),
  fact('recommender.planned', [0, 1, 90_000], {
    plan: 'Asked just now: no racing.',
    calls: [
      { tool: 'filter', input: 'no racing' },
      { tool: 'rerank', input: '' }
    ],
    late: false
  }),
  fact('slate.shown', [0, 1, 90_000], { recommender: 'bandit', items: [shown('c', 0, 'you asked for no racing', 1)] }),
  fact('instruction.followed', [0, 1, 90_000], { act: 'exclude', target: 'racing', before: 0.12, after: 0.8 }),
  fact('review.asked', [0, 1, 90_000], { mood: 'bored', ...felt }),
  fact('review.answered', [0, 1, 95_000], { ...answered, leaveCause: 'done', disengageCause: 'none' }),
  fact('feedback.given', [0, 1, 95_000], { seconds: 4, mood: 'bored', slots: [] }),
  fact('session.ended', [0, 1, 95_000], { how: 'left', reason: 'done', turns: 2, seconds: 92, satisfaction: 0.5 })
]

test('a visit is told from coming to going', () => {
  expect(told(FIRST_VISIT)).toEqual([
    'came: Comes for the first time, one of the “tinkerers” of “commuters”',
    'slate: Slate 1: 4 items from “bandit”',
    'slate: [0 A knot for every day] you like knots · a chance of 31%',
    'slate: [1 Fastest lap, no sound] popular now',
    'slate: [2 Two loaves] a chance of under 0.1%',
    'slate: [3 d] no reason given',
    'mood: curious',
    'reaction: [0 A knot for every day] opens it, stays 12 s, likes it and shares it: loves the topic «knots, finally»',
    'reaction: [1 Fastest lap, no sound] passes it by: not their thing «too fast for me»',
    'reaction: [2 Two loaves] opens it, stays 1 min 15 s',
    'reaction: does not get to the last item',
    'mood: curious → bored',
    'shared: [0 A knot for every day] passes it on to others',
    'sensed: Senses the end: bored',
    'instruction: Asks for no more racing, and shorter items (exclude · racing; length · shorter) «No racing. And keep it short!»',
    'planned: The recommender plans: filter “no racing”, rerank «Asked just now: no racing.»',
    'slate: Slate 2: 1 item from “bandit”',
    'slate: [0 Two loaves] you asked for no racing',
    'followed: Followed in part: 12% → 80% of the slate is as asked for (no more racing)',
    'reaction: looks at none of it',
    'went: Leaves after 2 slates, 1 min 32 s: has what they came for'
  ])
})

test('coming back, interventions, failures and being cut short are told', () => {
  const change = JSON.stringify({ do: 'drop-item', item: 'b', session: 1, turn: 0 })
  expect(
    told([
      fact('user.returned', [1, 0, 200_000_000], { gapMs: 27.4 * 3_600_000 }),
      fact('session.started', [1, 0, 200_000_000], {
        population: 'commuters',
        segment: 'tinkerers',
        patience: 0.4,
        trust: 0.3
      }),
      fact('intervention.made', [1, 0, 200_000_000], { change, people: 90 }),
      fact('intervention.made', [1, 0, 200_000_000], { change: 'swapped the moon', people: 90 }),
      fact('recommender.planned', [1, 0, 200_000_000], { plan: '', calls: [], late: true }),
      fact('session.ended', [1, 0, 200_000_000], {
        how: 'truncated',
        reason: 'none',
        turns: 12,
        seconds: 4_000,
        satisfaction: 0.5
      }),
      fact('mind.failed', [1, 0, 200_000_000], { message: 'lost\nthe thread' }),
      fact('recommender.failed', [2, 0, 300_000_000], { message: 'not you' }),
      fact('session.ended', [2, 0, 300_000_000], {
        how: 'failed',
        reason: 'none',
        turns: 0,
        seconds: 0,
        satisfaction: 0.5
      }),
      fact('user.churned', [2, 0, 300_000_000], {})
    ])
  ).toEqual([
    'came: Back after 1 day 3 h, visit 2',
    'intervened: “Fastest lap, no sound” is withdrawn.',
    'intervened: swapped the moon',
    'planned: There was no time to plan; the slate is what was at hand',
    'went: Would stay after 12 slates, 1 h 7 min; the run allows no more slates',
    'failed: Its mind broke «lost\nthe thread»',
    'failed: The recommender broke; there is no slate «not you»',
    'went: The visit fails after 0 slates',
    'went: Will not come back'
  ])
})

test.each([
  [0.2, 0.1, 'Not followed: 20% → 10%'],
  [0.2, 0.22, 'Not followed: 20% → 22%'],
  [0.2, 0.5, 'Followed in part: 20% → 50%'],
  [0.056, 1, 'Followed: 5.6% → 100%']
])('of an instruction that went from %d to %d it is said: %s', (before, after, says) => {
  const [line] = told([fact('instruction.followed', [0, 1, 0], { act: 'more-like', target: null, before, after })])
  expect(line).toBe(`followed: ${says} of the slate is as asked for (more like this)`)
})

test('a story can be taken event by event, and lines have the names of their events', () => {
  const story = createStory(titles)
  const lines = FIRST_VISIT.flatMap((event) => story.take(event))
  expect(lines).toEqual(storyOf(FIRST_VISIT, titles))
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  expect(lines.slice(1, 4).map(({ id }) => id)).toEqual([
    '7.0.0.slate.shown',
    '7.0.0.slate.shown.0',
    '7.0.0.slate.shown.1'
  ])
  expect(lines.at(-1)).toMatchObject({ session: 0, turn: 1, at: 95_000 })
})

test('hostile words stay the words that they were', () => {
  const hostile = '<img src=x onerror=alert(1)>\u202e\u001b[31m'
  const lines = storyOf(
    [
      fact('session.started', [0, 0, 0], { population: hostile, segment: hostile, patience: 0, trust: 0 }),
      fact('slate.shown', [0, 0, 0], { recommender: hostile, items: [shown(hostile, 0, hostile, null)] }),
      fact('feedback.given', [0, 0, 0], {
        seconds: 0,
        mood: 'curious',
        slots: [did(hostile, 0, { thought: hostile })]
      }),
      fact('mind.failed', [0, 0, 0], { message: hostile })
    ],
    (id) => id
  )
  expect(lines.filter(({ text }) => text.includes(hostile))).toHaveLength(3)
  expect(lines.flatMap(({ item }) => item?.title ?? [])).toEqual([hostile, hostile])
  expect(lines.flatMap(({ words }) => words ?? [])).toEqual([hostile, hostile])
})

test.each([
  [0, '0 s'],
  [0.4, 'less than 1 s'],
  [59.6, '1 min'],
  [200, '3 min 20 s'],
  [3_599, '59 min 59 s'],
  [7_199, '2 h'],
  [86_399, '1 day'],
  [86_400 * 3 + 3_700, '3 days 1 h'],
  [Number.POSITIVE_INFINITY, 'for ever']
])('%d seconds are %s', (seconds, says) => expect(span(seconds)).toBe(says))

test('an intervention is read as it was written, and told in a sentence', () => {
  const whom = { population: 'everyone', segment: 'sports fans' }
  const made = { do: 'set-trait', trait: 'patience', value: 0.25, whom, session: 0, turn: 3 } as const
  expect(readIntervention(JSON.stringify(made))).toEqual(made)
  expect(saysIntervention(made, titles)).toBe('patience is set to 0.25 for “sports fans” of “everyone”.')
  expect(saysIntervention({ ...made, whom: 'everyone' }, titles)).toBe('patience is set to 0.25 for everybody.')
  expect(readIntervention('{"do":"nothing"}')).toBeUndefined()
  expect(readIntervention('no json')).toBeUndefined()
})
