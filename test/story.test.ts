import {
  createWorld,
  type Item,
  type PopulationDefinition,
  type RecommenderDefinition,
  type WorldEvent
} from 'recoworld'
import { expect, test } from 'vitest'

const TOPICS = {
  baking: [
    'Rye bread overnight',
    'Why sourdough rises',
    'A cake without a tin',
    'Croissants, folded slowly',
    'Flour, water, salt',
    'Brioche for beginners',
    'A loaf in the pan',
    'Puff pastry by hand',
    'The oven, explained',
    'Buns for a crowd',
    'Focaccia with herbs',
    'Steam makes the crust',
    'Kneading without mess',
    'Yeast, old and young',
    'Pretzels at home',
    'A pie for winter',
    'Bagels, boiled first',
    'Shortbread in four lines',
    'Meringue that holds',
    'Pita that puffs'
  ],
  football: ['The derby goal', 'Offside, explained', 'A keeper’s gloves', 'The away end', 'Penalty nerves']
}
const catalogue: Item[] = Object.entries(TOPICS).flatMap(([category, titles]) =>
  titles.map(
    (title, at): Item => ({
      id: `${category}-${at}`,
      title,
      description: '',
      category,
      topics: [],
      tags: [],
      channel: '',
      format: 'short',
      durationSeconds: 30,
      image: '',
      publishedAt: ''
    })
  )
)

const bakers: PopulationDefinition = {
  description: 'Bakers who speak up',
  sources: ['assumed, for a test'],
  segments: [
    {
      name: 'bakers',
      share: 1,
      voice: 'blunt',
      interests: { baking: 0.9, football: -0.9 },
      traits: { outspokenness: 1, trust: 0.9, patience: 0.2 }
    }
  ]
}

/** Football until somebody objects; then baking. */
const listener: RecommenderDefinition = {
  description: 'Changes its mind when told to',
  create: ({ catalogue: { items } }) => {
    const told = new Set<number>()
    const about = (category: string) => items.flatMap((item, at) => (item.category === category ? [at] : []))
    return {
      recommend: ({ user, size, shown }) => ({
        items: about(told.has(user) ? 'baking' : 'football')
          .filter((item) => !shown(item))
          .slice(0, size),
        why: told.has(user) ? 'as you said' : 'popular'
      }),
      instructed: (user) => void told.add(user)
    }
  }
}

/** One line a fact, as a person would tell it. */
function tell(event: WorldEvent): string {
  switch (event.type) {
    case 'session.started':
      return `somebody of the ${event.segment} comes`
    case 'slate.shown':
      return `turn ${event.turn}: is shown ${event.items.length} of ${event.items[0]!.item.split('-')[0]}, ${event.items[0]!.why}`
    case 'review.asked':
      return `  feels ${event.mood}, trusts ${event.trust.toFixed(1)}`
    case 'review.answered':
      return `  is ${event.delight > 0 ? 'pleased' : 'not pleased'}`
    case 'feedback.given':
      return `  opens ${event.slots.filter(({ actions }) => actions.includes('click')).length > 2 ? 'much' : 'little'}`
    case 'disengagement.sensed':
      return `  is about to go: ${event.reason}`
    case 'instruction.asked':
      return '  is asked what would keep it'
    case 'instruction.answered':
      return '  thinks'
    case 'instruction.given':
      return `  says: ${event.instruction.act} ${event.instruction.target}`
    case 'instruction.followed':
      return `  was heard: ${event.before} before, ${event.after} now`
    case 'session.ended':
      return `the visit is ${event.how} after ${event.turns} turns`
    default:
      return `  ${event.type}`
  }
}

test('a session, told line by line: shown what it hates, a baker speaks up, is heard, and stays', async () => {
  const world = createWorld({ population: bakers, recommender: listener, catalogue, users: 12, slateSize: 5, seed: 4 })
  const events: WorldEvent[] = []
  world.events$.subscribe((event) => events.push(event))
  await world.run({ turns: 4 })
  const speaker = events.find((event) => event.type === 'instruction.given' && event.turn === 0)!.user
  const story = events
    .filter(({ user, type, turn }) => user === speaker && (turn < 2 || type === 'session.ended'))
    .map(tell)
  expect(story.slice(0, 14)).toEqual([
    'somebody of the bakers comes',
    'turn 0: is shown 5 of football, popular',
    '  feels curious, trusts 0.9',
    '  is not pleased',
    '  opens little',
    expect.stringMatching(/^ {2}is about to go: (annoyed|off-topic)$/),
    '  is asked what would keep it',
    '  thinks',
    expect.stringMatching(/^ {2}says: (exclude football|more-like baking)$/),
    'turn 1: is shown 5 of baking, as you said',
    '  was heard: 0 before, 1 now',
    expect.stringMatching(/^ {2}feels (curious|bored|frustrated|tolerating), trusts 0\.9$/),
    '  is pleased',
    '  opens much'
  ])
  expect(story.at(-1)).toBe('the visit is truncated after 4 turns')
})

test('the moods of those who take part are counted after each turn', async () => {
  const world = createWorld({ population: bakers, recommender: listener, catalogue, users: 30, slateSize: 5, seed: 4 })
  const present: number[] = []
  world.mindsets$.subscribe(({ moods }) => present.push(Object.values(moods).reduce((sum, count) => sum + count, 0)))
  const { endings } = await world.run({ turns: 4 })
  expect(present).toHaveLength(4)
  for (const [turn, count] of present.entries()) expect(count).toBeLessThanOrEqual(present[turn - 1] ?? 30)
  expect(present[0]).toBe(30)
  expect(endings.truncated + endings.left).toBe(30)
})
