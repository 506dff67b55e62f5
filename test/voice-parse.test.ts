import { expect, test } from 'vitest'
import type { Act } from '../src/contract/instruction.ts'
import { parseInstruction } from '../src/voice/parse.ts'

const TOPICS = [
  'football',
  'baking',
  'politics',
  'science',
  'hairstyling',
  'pottery',
  'home cooking',
  'cars',
  'budget travel',
  'retro video games',
  'local news',
  'cats and dogs',
  'celebrity gossip',
  'stand-up comedy',
  'classical music',
  'personal finance',
  'gardening',
  'new technology'
]

type Expected = [act: Act, target: string | null, seconds?: number]

/** What people may write, as nobody's grammar would put it, and what they mean. */
const FREE: [text: string, ...Expected[]][] = [
  ["I'm tired of hairstyling, something different but related please", ['diversify-near', 'hairstyling']],
  ['no more politics', ['exclude', 'politics']],
  ['less football and more baking', ['reduce', 'football'], ['more-like', 'baking']],
  ['shorter videos please, under 30 seconds', ['length', 'shorter', 30]],
  ['show me what everyone is watching', ['trending', null]],
  ['fewer clickbait', ['reduce', 'clickbait']],
  ["don't stop the football!", ['more-like', 'football']],
  ['nothing about crypto', ['exclude', 'crypto']],
  ['could you mix in some science', ['more-like', 'science']],
  ['too many long videos', ['length', 'shorter']],
  ['start over', ['reset', null]],
  ["I don't want to see cars ever again.", ['exclude', 'cars']],
  ["I can't get enough of pottery", ['more-like', 'pottery']],
  ['Why is there no gardening in here?', ['more-like', 'gardening']],
  ['not so much celebrity gossip', ['reduce', 'celebrity gossip']],
  ['enough football already', ['reduce', 'football']],
  ['PLEASE STOP SHOWING ME CELEBRITY GOSSIP', ['exclude', 'celebrity gossip']],
  ['dont show me cars', ['exclude', 'cars']],
  ['more stand up comedy!!', ['more-like', 'stand-up comedy']],
  ['Baking > politics. Less of the latter: less politics.', ['reduce', 'politics']],
  ["I'm not interested in personal finance at all", ['exclude', 'personal finance']],
  ["I couldn't care less about cars", ['exclude', 'cars']],
  ['How about some classical music for a change?', ['more-like', 'classical music']],
  ['more baking instead of football', ['more-like', 'baking'], ['reduce', 'football']],
  ['anything but politics', ['exclude', 'politics']],
  ['surprise me', ['explore-far', null]],
  ['Give me something completely different from what I usually get', ['explore-far', null]],
  ['take me far away from football', ['explore-far', 'football']],
  ['things similar to pottery but not pottery itself', ['diversify-near', 'pottery']],
  ['I like home cooking, but could you branch out from it a bit?', ['diversify-near', 'home cooking']],
  ['Something new, I have seen all of these already', ['novelty', null]],
  ["show me creators I've never heard of", ['novelty', null]],
  ["what's trending today?", ['trending', null]],
  ['I want to see the most popular stuff', ['trending', null]],
  ['more things happening near me', ['local', null]],
  ["what's going on in Leeds?", ['local', 'Leeds']],
  ['Show me stories from Glasgow', ['local', 'Glasgow']],
  ['nothing longer than a minute', ['length', 'shorter', 60]],
  ['I have time today, give me longer videos, at least 20 minutes', ['length', 'longer', 1_200]],
  ['keep it short', ['length', 'shorter']],
  ['these clips are way too long', ['length', 'shorter']],
  ['I prefer articles', ['format', 'article']],
  ['can I get podcasts instead of this?', ['format', 'audio']],
  ['more photos please', ['format', 'image']],
  ['live streams would be great', ['format', 'live']],
  ['something lighter please, I had a hard day', ['mood', 'lighter']],
  ['this is all so heavy. make me laugh', ['mood', 'lighter']],
  ["I'd like things with more depth", ['mood', 'deeper']],
  ['less silly stuff', ['mood', 'deeper']],
  ['slow down a bit', ['pace', 'slower']],
  ['everything is too slow, pick up the pace', ['pace', 'faster']],
  ['forget everything you know about me', ['reset', null]],
  ['more of this', ['more-like', null]],
  ['no more of this please', ['exclude', null]],
  ['I hate cars', ['exclude', 'cars']],
  ['I love gardening', ['more-like', 'gardening']],
  ['You keep showing me football. I want budget travel.', ['reduce', 'football'], ['more-like', 'budget travel']],
  ['no politics or football', ['exclude', 'politics'], ['exclude', 'football']],
  ['I am here for retro video games, not for football', ['more-like', 'retro video games'], ['exclude', 'football']],
  ["I wouldn't mind some science", ['more-like', 'science']],
  ["it's not that I hate football", ['more-like', 'football']],
  ['there is way too much personal finance here', ['reduce', 'personal finance']],
  ['cut down on the gossip', ['reduce', 'celebrity gossip']],
  ['get rid of the politics', ['exclude', 'politics']],
  ['please leave politics out of my feed', ['exclude', 'politics']],
  ['football, football, football... enough!', ['reduce', 'football']],
  ['Show me clips about deep sea diving', ['more-like', 'deep sea diving']],
  ["I'd rather not see any political content", ['exclude', 'politics']],
  ['never show me spiders', ['exclude', 'spiders']],
  ['cats & dogs all day long please', ['more-like', 'cats and dogs']],
  ['just local news', ['more-like', 'local news']],
  ['dial back the cars and show me more baking', ['reduce', 'cars'], ['more-like', 'baking']],
  ["don't give me less baking", ['more-like', 'baking']],
  ["If I see one more football clip I'm leaving", ['reduce', 'football']],
  ['Enough football. Something else entirely, please', ['explore-far', 'football']],
  ['new technology is what I came for', ['more-like', 'new technology']]
]

/** Written after the reader, to see how it fares with what it was not made for. */
const UNSEEN: typeof FREE = [
  ['Can you please show less about politics?', ['reduce', 'politics']],
  ["I'm so over celebrity gossip", ['exclude', 'celebrity gossip']],
  ['give football a break', ['reduce', 'football']],
  ["Honestly I'd love to see some pottery", ['more-like', 'pottery']],
  ['not another car video', ['exclude', 'cars']],
  ['I only want to see baking today', ['more-like', 'baking']],
  ['please remove all political posts from my feed', ['exclude', 'politics']],
  ["What's popular at the moment?", ['trending', null]],
  ['I would like clips of at most 45 seconds', ['length', 'shorter', 45]],
  ['Something longer to watch over dinner, 20 minutes or more', ['length', 'longer', 1200]],
  ['more gardening, less gossip', ['more-like', 'gardening'], ['reduce', 'celebrity gossip']],
  ['These recommendations are terrible, reset my profile', ['reset', null]],
  ['I never want to see another politician', ['exclude', 'politics']],
  ['Any chance of some stand-up comedy?', ['more-like', 'stand-up comedy']],
  ['give me a break from personal finance', ['reduce', 'personal finance']],
  ["I've watched enough cars for today", ['reduce', 'cars']],
  ['show me stuff like pottery, but not pottery', ['diversify-near', 'pottery']],
  ['you never show me any science', ['more-like', 'science']],
  ["don't hide the gardening posts", ['more-like', 'gardening']],
  ["I'm not here for politics", ['exclude', 'politics']],
  ['calm it down please, this is too hectic', ['pace', 'slower']],
  ['I need a laugh', ['mood', 'lighter']],
  ['can we go a bit deeper than this', ['mood', 'deeper']],
  ['I would prefer to read something', ['format', 'article']],
  ['only live stuff please', ['format', 'live']],
  ['Show me something I have never seen before', ['novelty', null]],
  ['Stop it with the football already', ['exclude', 'football']],
  ['Bring back retro video games!', ['more-like', 'retro video games']],
  ['My kids use this account, no violence please', ['exclude', 'violence']],
  ['I used to like football, now it bores me', ['reduce', 'football']],
  ['way too much travel', ['reduce', 'budget travel']],
  ['What about things happening in my neighbourhood?', ['local', null]],
  ['all I get is football, where are the cats and dogs?', ['reduce', 'football'], ['more-like', 'cats and dogs']],
  ['get me out of this bubble', ['explore-far', null]],
  ['I have had it up to here with celebrities', ['reduce', 'celebrity gossip']],
  [
    'a little less classical music and a little more comedy',
    ['reduce', 'classical music'],
    ['more-like', 'stand-up comedy']
  ],
  ["I can't say I'm not enjoying the baking", ['more-like', 'baking']],
  ['videos shorter than two minutes', ['length', 'shorter', 120]],
  ['no thanks, I hate hairstyling', ['exclude', 'hairstyling']],
  ['Please no spoilers', ['exclude', 'spoilers']],
  ['Rather than cars, show me gardening', ['reduce', 'cars'], ['more-like', 'gardening']],
  ['more like the last one', ['more-like', null]],
  ['I want fewer ads and more science', ['reduce', 'ads'], ['more-like', 'science']],
  ["Let's see some budget travel for once", ['more-like', 'budget travel']]
]

/** Said without asking for anything that a recommender could do. */
const SILENT = ['', '   ', 'hello there', '???', 'thank you so much', 'ok', '🙂', 'asdf qwer', 'my name is Ann']

const isRight = ([text, ...expected]: (typeof FREE)[number]) => {
  const wishes = parseInstruction(text, TOPICS)
  return (
    wishes.length === expected.length &&
    expected.every(([act, target, seconds], i) => {
      const wish = wishes[i]!
      return wish.act === act && wish.target === target && (seconds === undefined || wish.seconds === seconds)
    })
  )
}

const misread = (rows: typeof FREE) =>
  rows.filter((row) => !isRight(row)).map(([text]) => `${text} → ${JSON.stringify(parseInstruction(text, TOPICS))}`)

test.each([
  ['made for', FREE],
  ['not made for', UNSEEN]
])('at least 85 %% of the free instructions it was %s are read as they are meant, every wish of them', (_, rows) => {
  expect(rows.length).toBeGreaterThanOrEqual(40)
  expect(misread(rows).length / rows.length, misread(rows).join('\n')).toBeLessThanOrEqual(0.15)
})

test('a double negation asks for more, a single one for none', () => {
  const acts = [
    'stop the football',
    "don't stop the football",
    'hide cars',
    'never hide cars',
    'less science',
    'no less science'
  ]
  expect(acts.map((text) => parseInstruction(text, TOPICS)[0]?.act)).toEqual([
    'exclude',
    'more-like',
    'exclude',
    'more-like',
    'reduce',
    'more-like'
  ])
})

test('a topic is recognised by its plural, its family of words, and a part of its name; the nearest name wins', () => {
  const targetOf = (phrase: string, topics: string[]) => parseInstruction(`more ${phrase} please`, topics)[0]?.target
  expect(targetOf('sewing machines', ['sewing machine', 'sewing'])).toBe('sewing machine')
  expect(targetOf('games', ['role playing game', 'board game'])).toBe('board game')
  expect(targetOf('bake', ['Baking'])).toBe('Baking')
  expect(targetOf('STAND-UP comedies', ['stand up comedy'])).toBe('stand up comedy')
  expect(targetOf('quilting', ['football'])).toBe('quilting')
})

test('what a topic is called does not turn the polarity or the act', () => {
  const topics = ['short films', 'local news', 'slow cooking', 'no waste living', 'live music', 'new technology']
  for (const topic of topics) {
    expect(parseInstruction(`more ${topic} please`, topics)).toEqual([{ act: 'more-like', target: topic }])
    expect(parseInstruction(`no more ${topic}`, topics)).toEqual([{ act: 'exclude', target: topic }])
  }
})

test('a bound is read in digits and in words, to the second', () => {
  const secondsOf = (text: string) => parseInstruction(text, TOPICS)[0]?.seconds
  expect(secondsOf('under 38 seconds please')).toBe(38)
  expect(secondsOf('nothing over half a minute')).toBe(30)
  expect(secondsOf('clips of no more than a minute and a half')).toBe(90)
  expect(secondsOf('shorter please, say forty-five seconds')).toBe(45)
  expect(secondsOf('at least two hours')).toBe(7_200)
})

test.each(SILENT)('«%s» asks for nothing', (text) => {
  expect(parseInstruction(text, TOPICS)).toEqual([])
})

test('hostile text and hostile topic names are read without harm', () => {
  const topics = [
    '',
    '???',
    '<b>bold</b>',
    'a'.repeat(5_000),
    '__proto__',
    'constructor',
    '$1 @0 [x]',
    'line\nbreak',
    ...TOPICS
  ]
  const texts = [
    'no more '.repeat(600),
    'not '.repeat(900),
    'a '.repeat(2_000),
    'GLUT DROP @3 @999',
    '@',
    '(((((',
    "n't 's 'd"
  ]
  for (const text of [...texts, 'x'.repeat(100_000)]) expect(Array.isArray(parseInstruction(text, topics))).toBe(true)
  expect(parseInstruction('more constructor please', topics)[0]).toEqual({ act: 'more-like', target: 'constructor' })
  expect(parseInstruction('no more line break', topics)[0]).toEqual({ act: 'exclude', target: 'line\nbreak' })
})
