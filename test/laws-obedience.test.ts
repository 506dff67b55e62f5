import { expect, test } from 'vitest'
import { ACTS, type Act } from '../src/contract/instruction.ts'
import { FORMATS } from '../src/contract/item.ts'
import { ABOUT, NEAR, obeyed, predicateOf, satisfies } from '../src/laws/obedience.ts'
import { fakeCatalogue } from '../src/testing/catalogue.ts'

const fake = fakeCatalogue({ items: 120, topics: 8, seed: 9 })
/** Every item has a little more of rhubarb than the one before. */
const rhubarb = Float32Array.from({ length: fake.size }, (_, item) => item / fake.size)
const catalogue = { ...fake, about: (words: string) => (words === 'rhubarb' ? rhubarb : fake.about(words)) }
const { about, freshness, popularity, seconds, format, topics, kinship, topic, features } = catalogue
const everything = Array.from({ length: catalogue.size }, (_, item) => item)
const shown = [3, 11, 19, 4, 12, 60]

const isOf = (words: string) => (item: number) => about(words)[item]! >= ABOUT
const wasShown = (item: number) => new Set(shown.map((one) => topic[one])).has(topic[item])
const not = (test: (item: number) => boolean) => (item: number) => !test(item)

/** Neither about the topic nor far from it: a little of it, or of a topic that is kin to it. */
function besides(words: string): (item: number) => boolean {
  const at = topics.indexOf(words)
  const kin = topics.flatMap((_, other) =>
    other !== at && kinship[at * topics.length + other]! >= NEAR.kin ? [other] : []
  )
  return (item) =>
    !isOf(words)(item) &&
    (about(words)[item]! >= NEAR.from || kin.some((other) => features[item * topics.length + other]! >= ABOUT))
}

const MEANT: [act: Act, target: string | null, meant: (item: number) => boolean][] = [
  ['exclude', 'football', not(isOf('football'))],
  ['exclude', null, not(wasShown)],
  ['reduce', 'chess', not(isOf('chess'))],
  ['reduce', null, not(wasShown)],
  ['more-like', 'jazz', isOf('jazz')],
  ['more-like', null, wasShown],
  ['diversify-near', 'football', besides('football')],
  ['diversify-near', 'rhubarb', (item) => rhubarb[item]! >= NEAR.from && rhubarb[item]! < ABOUT],
  ['diversify-near', null, not(wasShown)],
  ['explore-far', 'football', (item) => !wasShown(item) && !isOf('football')(item)],
  ['explore-far', null, not(wasShown)],
  ['reset', null, not(wasShown)],
  ['novelty', null, (item) => freshness[item]! >= 0.6 || popularity[item]! <= 0.4],
  ['trending', null, (item) => popularity[item]! >= 0.7],
  ['length', 'shorter', (item) => seconds[item]! <= 45],
  ['length', 'longer', (item) => seconds[item]! >= 120],
  ['pace', 'faster', (item) => seconds[item]! <= 30],
  ['pace', 'slower', (item) => seconds[item]! >= 60],
  ['format', 'live', (item) => FORMATS[format[item]!] === 'live'],
  ['local', 'gardening', isOf('gardening')],
  ['local', null, () => true],
  ['mood', 'lighter', isOf('funny comedy')],
  ['mood', 'deeper', isOf('science history documentary')]
]

test.each(MEANT)('%s %s is satisfied by the items that it means, and by no other', (act, target, meant) => {
  const expected = everything.filter(meant)
  for (const before of [shown, Int32Array.from(shown)]) {
    expect(everything.filter(predicateOf({ act, target }, before, catalogue))).toEqual(expected)
    const share = satisfies({ text: 'please', act, target }, everything, before, catalogue)
    expect(share).toBe(expected.length / catalogue.size)
  }
})

test('every act is among those', () => expect(new Set(MEANT.map(([act]) => act))).toEqual(new Set(ACTS)))

test('seconds that are named go before the usual ones', () => {
  const longest = everything.filter(predicateOf({ act: 'length', target: 'longer', seconds: 200 }, [], catalogue))
  expect(longest).toEqual(everything.filter((item) => seconds[item]! >= 200))
})

test('only the first items of a slate are asked, where a length is given', () => {
  const wish = { text: 'please', act: 'reset', target: null } as const
  const slate = Int32Array.of(...shown.slice(0, 3), ...everything.filter(not(wasShown)).slice(0, 3))
  expect([3, 4, 6, 0].map((length) => satisfies(wish, slate, shown, catalogue, length))).toEqual([0, 0.25, 0.5, 0])
  expect(satisfies(wish, slate, shown, catalogue)).toBe(0.5)
})

test('the same words mean what each catalogue knows of them', () => {
  const other = fakeCatalogue({ items: 40, topics: 8, seed: 10 })
  for (const one of [catalogue, other, catalogue])
    expect(satisfies({ text: 'jazz', act: 'more-like', target: 'jazz' }, [...one.topic.keys()], [], one)).toBe(
      one.about('jazz').filter((share) => share >= ABOUT).length / one.size
    )
})

test('an instruction is wholly followed, followed in part, or ignored', () => {
  expect(obeyed(0.2, 1)).toBe(1)
  expect(obeyed(0.2, 0.6)).toBeCloseTo(0.5, 12)
  expect(obeyed(0.2, 0.2)).toBe(-1)
  expect(obeyed(1, 0.5)).toBe(-1)
})
