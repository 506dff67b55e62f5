import { expect, test } from 'vitest'
import { type Act, Instruction } from '../src/contract/instruction.ts'
import { FORMATS } from '../src/contract/item.ts'
import { VOICES, type Voice } from '../src/contract/population.ts'
import { CAUSES, type Cause, MENDABLE } from '../src/contract/session.ts'
import { createChance } from '../src/kernel/chance.ts'
import { composeInstruction } from '../src/voice/instruction.ts'
import { parseInstruction, type Wish } from '../src/voice/parse.ts'

const TOPICS = [
  'home cooking',
  'cars',
  'budget travel',
  'retro video games',
  'football',
  'cats and dogs',
  'local news',
  'stand-up comedy',
  'baking bread and cakes',
  'personal finance',
  'sewing and crafts',
  'celebrity gossip',
  'science explained',
  'calm music',
  'new films and series',
  'political news',
  'street food',
  'family life',
  'running',
  'technology'
]
const N = 3_000

type Told = Wish & { also?: { act: Act; target: string | null }; cause: Cause; voice: Voice; text: string }
type Draw = (n: number) => number

/** What people are likely to ask for: mostly topics, each act, format, scale and a second wish among them. */
function wishFrom(draw: Draw): Wish & Pick<Told, 'also'> {
  const topic = () => TOPICS[draw(TOPICS.length)]!
  const kind = draw(24)
  if (kind < 7) return { act: 'more-like', target: topic() }
  if (kind < 15) {
    const act = (['exclude', 'reduce', 'diversify-near', 'explore-far'] as const)[draw(4)]!
    const target = topic()
    const other = topic()
    return draw(2) && other !== target && (act === 'exclude' || act === 'reduce')
      ? { act, target, also: { act: 'more-like', target: other } }
      : { act, target }
  }
  if (kind < 18)
    return { act: 'length', target: draw(4) ? 'shorter' : 'longer', ...(draw(3) ? { seconds: 5 + draw(300) } : {}) }
  if (kind === 18) return { act: 'format', target: FORMATS[draw(FORMATS.length)]! }
  if (kind === 19)
    return draw(2)
      ? { act: 'mood', target: draw(2) ? 'lighter' : 'deeper' }
      : { act: 'pace', target: draw(2) ? 'slower' : 'faster' }
  if (kind === 20) return { act: 'local', target: draw(2) ? 'Leeds' : null }
  const bare = [
    'novelty',
    'trending',
    'reset',
    'explore-far',
    'diversify-near',
    'reduce',
    'exclude',
    'more-like'
  ] as const
  return { act: bare[draw(bare.length)]!, target: null }
}

function tell(count: number, fixed: Partial<Told> = {}): Told[] {
  const chance = createChance(11)
  const luck = chance.for('instruction')
  const scene = chance.for('scene')
  return Array.from({ length: count }, (_, i) => {
    let [block, at] = [0, 4]
    const draw: Draw = (n) => {
      if (at === 4) {
        scene.at(i, block++)
        at = 0
      }
      return Math.floor(scene.block[at++]! * n)
    }
    const causes = [...MENDABLE]
    const wish = { ...wishFrom(draw), cause: causes[draw(causes.length)]!, voice: VOICES[i % VOICES.length]!, ...fixed }
    luck.at(i)
    return { ...wish, text: composeInstruction({ ...wish, luck: luck.block }) }
  })
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []

/** Distinct pairs of neighbouring words, as a share of all pairs. */
function distinct2(texts: readonly string[]): number {
  const pairs = texts.flatMap((text) =>
    wordsOf(text).flatMap((word, i, all) => (i > 0 ? [`${all[i - 1]} ${word}`] : []))
  )
  return new Set(pairs).size / pairs.length
}

const told = tell(N)

test('instructions vary far more than a language model lets its users talk (distinct-2 of 0.063)', () => {
  expect(distinct2(told.slice(0, 2_000).map(({ text }) => text))).toBeGreaterThan(0.16)
})

test.each(VOICES)(
  'the same wish, cause and voice (%s) is put in different words in at least 60 %% of 500 tellings',
  (voice) => {
    for (const wish of [
      { act: 'more-like', target: 'football', cause: 'bored' },
      { act: 'reduce', target: 'cars', cause: 'repetitive' },
      { act: 'reset', target: null, cause: 'annoyed' }
    ] as const) {
      const texts = tell(500, { ...wish, voice }).map((one) => {
        const { act, target, cause } = wish
        return composeInstruction({ act, target, cause, voice, luck: luckOf(one.text) })
      })
      expect(new Set(texts).size / texts.length, `${wish.act}`).toBeGreaterThanOrEqual(0.6)
    }
  }
)

/** Four uniforms that depend on a text. */
function luckOf(text: string): number[] {
  let [seed, at] = [0, 0]
  for (const letter of text) seed = (Math.imul(seed, 31) + letter.codePointAt(0)!) | 0
  const luck = createChance(seed >>> 0).for('luck')
  luck.at(at++)
  return [...luck.block]
}

test('an independent reader gets act, target and bound of the first wish back from at least 99 %', () => {
  const lost = told.filter(({ act, target, seconds, text }) => {
    const [first] = parseInstruction(text, TOPICS)
    return first?.act !== act || first.target !== target || first.seconds !== seconds
  })
  expect(
    lost.length / N,
    lost.map(({ act, target, text }) => `${act} ${target}: ${text}`).join('\n')
  ).toBeLessThanOrEqual(0.01)
})

test('a second wish is read back as well, from at least 97 % of those who have one', () => {
  const both = told.filter(({ also }) => also)
  const lost = both.filter(({ also, text }) => {
    const second = parseInstruction(text, TOPICS)[1]
    return second?.act !== also!.act || second.target !== also!.target
  })
  expect(both.length).toBeGreaterThan(200)
  expect(lost.length / both.length, lost.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.03)
})

test('voices can be told apart by counting their words', () => {
  const known = tell(1_500)
  const counts = new Map(VOICES.map((voice) => [voice, new Map<string, number>()]))
  for (const { voice, text } of known) for (const word of wordsOf(text)) bump(counts.get(voice)!, word)
  const likelihood = (voice: Voice, text: string) => {
    const own = counts.get(voice)!
    const size = [...own.values()].reduce((sum, count) => sum + count, 0)
    return wordsOf(text).reduce((sum, word) => sum + Math.log(((own.get(word) ?? 0) + 0.5) / (size + 500)), 0)
  }
  const unseen = told.slice(1_500)
  const right = unseen.filter(({ voice, text }) => {
    const guesses = VOICES.map((each) => [likelihood(each, text), each] as const).sort((a, b) => b[0] - a[0])
    return guesses[0]![1] === voice
  })
  expect(right.length / unseen.length).toBeGreaterThan(2 / VOICES.length)
})

const bump = (counts: Map<string, number>, word: string) => counts.set(word, (counts.get(word) ?? 0) + 1)

test('plain, warm and formal people write whole sentences; nobody leaves brackets, gaps or marks behind', () => {
  for (const { voice, text } of told) {
    expect(text).not.toMatch(/undefined|null|NaN|[[\]{}$|]|\s\s|\n|\s[.,!?]|[.,!?]{2}|^\s|\s$/)
    if (voice === 'blunt' || voice === 'playful') continue
    expect(text).toMatch(/^[\p{Lu}\p{N}].*[.!?]$/u)
    expect(text).not.toMatch(/[.!?] \p{Ll}/u)
  }
})

test('formal people use no contractions, some blunt ones say it in four words', () => {
  const of = (voice: Voice) => told.filter((one) => one.voice === voice).map(({ text }) => text)
  for (const text of of('formal'))
    expect(text).not.toMatch(/\b(?:I'm|I've|I'd|don't|can't|isn't|it's|that's|let's|aren't)\b/i)
  expect(of('blunt').some((text) => wordsOf(text).length <= 4)).toBe(true)
})

test('an instruction is 12 to 240 characters long and fits the contract', () => {
  for (const { act, target, text } of told) {
    expect(text.length).toBeGreaterThanOrEqual(12)
    expect(text.length).toBeLessThanOrEqual(240)
    expect(Instruction.safeParse({ text, act, target }).success).toBe(true)
  }
})

test('the same uniforms give the same words; each of the four changes them', () => {
  const about = { act: 'reduce', target: 'cars', cause: 'repetitive', voice: 'warm' } as const
  const luck = [0.21, 0.43, 0.65, 0.87]
  const text = composeInstruction({ ...about, luck })
  expect(composeInstruction({ ...about, luck: Float64Array.from(luck) })).toBe(text)
  for (const i of [0, 1, 2, 3]) {
    const texts = Array.from({ length: 50 }, (_, k) =>
      composeInstruction({ ...about, luck: luck.with(i, (k + 0.5) / 50) })
    )
    expect(new Set(texts).size).toBeGreaterThan(25)
  }
})

test('uniforms out of their range are refused', () => {
  const about = { act: 'reset', target: null, cause: 'annoyed', voice: 'plain' } as const
  for (const luck of [[], [0.5, 0.5, 0.5], [0.5, 0.5, 0.5, Number.NaN], [0.5, 0.5, 1, 0.5]])
    expect(() => composeInstruction({ ...about, luck })).toThrow('instruction.bad-uniform')
})

const HOSTILE = [
  'x'.repeat(200),
  'a very long name of a topic that goes on and on '.repeat(4).trim(),
  'AC/DC & "rock" music',
  '<script>alert("hi")</script>',
  'first line\nsecond line\r\n\tthird',
  '{{handlebars}} $x $1 $& $$',
  '[one|two]',
  '...?!',
  '',
  'St. Louis, blues; jazz: soul',
  "women's game",
  '料理',
  'кулинария',
  'constructor',
  '🎣🎣🎣'
]

test.each(HOSTILE)('a topic named «%s» does no harm', (target) => {
  const acts: Act[] = [
    'exclude',
    'reduce',
    'diversify-near',
    'explore-far',
    'more-like',
    'local',
    'format',
    'length',
    'mood'
  ]
  for (const act of acts)
    for (const cause of CAUSES)
      for (const [i, voice] of VOICES.entries()) {
        const luck = [0.1, 0.3, 0.5, 0.7].map((u) => (u + i / 7 + cause.length / 11) % 1)
        const text = composeInstruction({
          act,
          target,
          seconds: 30,
          also: { act: 'more-like', target },
          cause,
          voice,
          luck
        })
        expect(text).not.toMatch(/[<>{}[\]$|"\n\r\t]|undefined|null/)
        expect(text.length).toBeGreaterThanOrEqual(12)
        expect(text.length).toBeLessThanOrEqual(240)
      }
})

test('a topic with marks in its name is read back under its own name', () => {
  const topics = [
    'AC/DC & "rock" music',
    "women's game",
    'St. Louis, blues; jazz: soul',
    'Line\nbreak',
    'Film & Animation'
  ]
  for (const target of topics)
    for (const { text } of tell(60, { act: 'exclude', target, cause: 'annoyed' })) {
      const about = { act: 'exclude', target, cause: 'annoyed', voice: 'plain', luck: luckOf(text) } as const
      const said = composeInstruction(about)
      expect(parseInstruction(said, topics)[0], said).toEqual({ act: 'exclude', target })
    }
})
