import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FORMATS, Post } from '../src/contract/item.ts'
import { Population, Segment } from '../src/contract/population.ts'
import { readPopulation } from '../src/input/population.ts'
import { readPost, readPosts } from '../src/input/post.ts'
import { complaints, fixture, folder, places } from './fixtures/input/given.ts'

const { given } = folder()
const post = (text: string, name = 'post.yaml') => readPost(given(name, text))
const population = (text: string) => readPopulation(given('people.yaml', text))

test('a post is read, and what it does not say is filled in', async () => {
  expect(await readPost(fixture('post.yaml'))).toEqual({
    title: 'Pasta in nine minutes: the whole trick',
    description: 'One pan, no draining.',
    topics: ['cooking', 'pasta'],
    format: 'short',
    durationSeconds: 43,
    tags: ['weeknight'],
    thumbnail: '',
    creator: 'Ada'
  })
  expect(await post('title: x')).toEqual(Post.parse({ title: 'x' }))
})

test('JSON is read like YAML, with tabs, Windows line ends and a $schema for the editor', async () => {
  const json = '{\r\n\t"$schema": "post.json",\r\n\t"title": "x",\r\n\t"tags": ["a"]\r\n}\r\n'
  expect(await post(json, 'post.json')).toEqual(Post.parse({ title: 'x', tags: ['a'] }))
  expect(await places(post(json.replace('"a"', '"a", 5'), 'post.json'))).toEqual([
    'post.invalid',
    'post.json:4:16  tags[1] is 5.'
  ])
})

test('a population is read, aliases and all', async () => {
  const people = await readPopulation(fixture('population.yaml'))
  expect(people.segments.map(({ name, share, interests }) => [name, share, interests])).toEqual([
    ['Weeknight cooks', 3, { 'quick dinners': 0.8, baking: { mean: 0.1, sd: 0.3 }, gadgets: { min: -0.5, max: 0.2 } }],
    ['Bakers', 1, { baking: 0.9 }],
    ['Pastry cooks', 1, { baking: 0.9 }]
  ])
  expect(Population.parse(people)).toEqual(people)
})

test('everything that is wrong with a population is told at once, each at its place', async () => {
  const [code, ...found] = await complaints(readPopulation(fixture('broken-population.yaml')))
  const spread = (low: number) => `(fix: Give a number from ${low} to 1, { mean, sd } or { min, max }.)`
  expect(code).toBe('population.invalid')
  expect(found).toEqual(
    [
      '3:10  sources is "assumed".  (fix: Give a list of texts, such as ["assumed"].)',
      `8:13  segments[0].interests.cats is "high".  ${spread(-1)}`,
      '9:13  segments[0].interests.dogs.sd is missing.  (fix: Add "sd": a number from 0 to 2.)',
      '10:14  segments[0].interests.tea.men is not known.  (fix: Did you mean "mean"?)',
      '11:33  segments[0].interests.hats.sd is not known.  (fix: Known here: min, max.)',
      '12:12  segments[0].interests.jam is { min, max }: min must not be above max.  (fix: Change it so that this holds.)',
      `13:12  segments[0].interests.ham is 1.5, above 1.  ${spread(-1)}`,
      `14:12  segments[0].interests.pie is an empty list.  ${spread(-1)}`,
      '15:7  segments[0].interests: a name is empty.  (fix: Use a name of 1 to 80 characters.)',
      '16:15  segments[0].traits.patince is not known.  (fix: Did you mean "patience"?)',
      `16:36  segments[0].traits.trust is "high".  ${spread(0)}`,
      '17:16  segments[0].formats.vidoe is not known.  (fix: Did you mean "video"?)',
      '18:13  segments[0].hours[0] is 24, above 23.  (fix: Give a whole number from 0 to 23.)',
      '18:17  segments[0].hours[1] is 1.5.  (fix: Give a whole number from 0 to 23.)',
      '19:12  segments[0].voice is "lowd".  (fix: Give one of plain, warm, blunt, playful or formal.)',
      '20:11  segments[1].name is "Makers", as segments[0].name is.  (fix: Give each segment a name of its own.)',
      '21:5  segments[1].shre is not known.  (fix: Did you mean "share"?)',
      '22:16  segments[1].interests is 3.  (fix: Give names with a value each.)',
      '23:10  segments[1].age is { min, max }: min must not be above max.  (fix: Change it so that this holds.)',
      `24:5  segments[1].patince is not known.  (fix: Known here: ${Object.keys(Segment.shape).join(', ')}.)`
    ].map((line) => `broken-population.yaml:${line}`)
  )
})

test('every line that is complained about is the one that holds the fault', async () => {
  const lines = readFileSync(fixture('broken-population.yaml'), 'utf8').split('\n')
  for (const complaint of (await places(readPopulation(fixture('broken-population.yaml')))).slice(1)) {
    const [, line, column, path] = /:(\d+):(\d+) {2}(\S+)/.exec(complaint)!
    const name = path!
      .replace(/:$|\[\d+\]$/g, '')
      .split('.')
      .at(-1)!
    const here = lines[Number(line) - 1]!
    expect(here, complaint).toMatch(name === 'interests' && here.includes('""') ? '""' : new RegExp(`${name}|dogs`))
    expect(here[Number(column) - 1], complaint).toMatch(/\S/)
  }
})

test.each([
  ['title: 2024', '1:8  title is 2024.  (fix: Give text: put it in quotes, "2024".)'],
  ['title: true', '1:8  title is true.  (fix: Give text: put it in quotes, "true".)'],
  ['title: ""', '1:8  title is blank.  (fix: Write something.)'],
  ['title:', '1:7  title is empty.  (fix: Give text.)'],
  ['tags: []', '1:1  title is missing.  (fix: Add "title": text.)'],
  ['tilte: x', '1:1  tilte is not known.  (fix: Did you mean "title"?)'],
  ['title: x\ntopics: a', '2:9  topics is "a".  (fix: Give a list of texts, such as ["a"].)'],
  ['title: x\ncreator:', '2:9  creator is empty.  (fix: Give text, or remove it.)'],
  ['title: x\ndurationSeconds: .nan', '2:18  durationSeconds is NaN.  (fix: Give a number from 1 to 86,400.)'],
  [
    'title: x\ndurationSeconds: 90000',
    '2:18  durationSeconds is 90000, above 86,400.  (fix: Give a number from 1 to 86,400.)'
  ],
  [
    'title: x\nformat: vidoe',
    `2:9  format is "vidoe".  (fix: Did you mean "video"? Give one of ${FORMATS.slice(0, -1).join(', ')} or audio.)`
  ],
  [`title: ${'x'.repeat(501)}`, '1:8  title has 501 characters.  (fix: Shorten it to 500.)'],
  [`title: x\ntopics: [${'a, '.repeat(51)}]`, '2:9  topics has 51 entries.  (fix: Leave at most 50.)'],
  [
    '- title: x',
    '1:1  the whole is a list of 1.  (fix: Give { title, description, topics, format, durationSeconds, tags, … }.)'
  ],
  [
    'just words',
    '1:1  the whole is "just words".  (fix: Give { title, description, topics, format, durationSeconds, tags, … }.)'
  ],
  [
    '# only a remark',
    '1:1  the whole is empty.  (fix: Give { title, description, topics, format, durationSeconds, tags, … }.)'
  ],
  ['title: x\n__proto__: { polluted: 1 }', '2:1  "__proto__" is not known.  (fix: Use another name.)'],
  [
    'title: x\nconstructor: 1',
    '2:1  constructor is not known.  (fix: Known here: title, description, topics, format, durationSeconds, tags, thumbnail, creator.)'
  ]
])('the post %j is refused', async (text, complaint) => {
  expect(await complaints(post(text))).toEqual(['post.invalid', `post.yaml:${complaint}`])
})

test.each([
  ['a: 1\ntitle: x\ntitle: y', ['1:1  a is not known.', '3:1  "title" is given twice in one place.']],
  ['title: x\n---\ntitle: y', ['2:1  a second document begins here (---).']],
  ['title: x\ntags:\n\t- a', ['3:1  this line is indented with a tab.']],
  ['title: Pasta: the truth', ['1:8  there are two colons in one line.']],
  ['title: @home', ['1:8  text begins with "@", which means something else here.']],
  ['title: "x\ntags: [a]', ['2:10  a quote was opened and never closed.']],
  ['title: !secret x', ['1:8  a tag (!) that is not read here.']],
  ['title: *nobody', ['1:8  *nobody stands for nothing before it.']],
  ['? [a, b]\n: 1', ['1:3  a name is a list, a map or an alias.']],
  ['title: "a\ttags: [', ['1:18  a quote was opened and never closed.']]
])('the YAML %j is told where it breaks', async (text, expected) => {
  expect(await places(post(text))).toEqual(['post.invalid', ...expected.map((line) => `post.yaml:${line}`)])
})

test('aliases that stand for too much, and lists too deep, are refused', async () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'])
    bomb.push(`${name}: &${name} [${`*${before}, `.repeat(9)}]`)
  expect(await places(post(bomb.join('\n')))).toEqual([
    'post.invalid',
    'post.yaml:1:1  its aliases (*) stand for too much text.'
  ])
  const [code, deep] = await places(post(`title: ${'['.repeat(100_000)}`))
  expect([code, deep?.replace(/^.* {2}/, '')]).toEqual(['post.invalid', 'lists and maps are nested too deeply.'])
})

test('a name in a population that would change an object itself is refused', async () => {
  const text = 'description: d\nsources: [s]\nsegments:\n  - name: a\n    share: 1\n    interests: { __proto__: 1 }\n'
  expect(await places(population(text))).toEqual(['population.invalid', 'people.yaml:6:18  "__proto__" is not known.'])
})

test('a wrong value behind an alias is shown where it is written', async () => {
  const text = `description: d
sources: [s]
segments:
  - { name: a, share: 1, interests: &likes { tea: 3 } }
  - { name: b, share: 1, interests: *likes }
`
  expect(await places(population(text))).toEqual([
    'population.invalid',
    'people.yaml:4:51  segments[0].interests.tea is 3, above 1.',
    'people.yaml:4:51  segments[1].interests.tea is 3, above 1.'
  ])
})

test('a bound of a spread is held to its range', async () => {
  const text =
    'description: d\nsources: [s]\nsegments:\n  - name: a\n    share: 0\n    interests: { tea: { mean: 2, sd: 1 } }\n'
  expect(await complaints(population(text))).toEqual([
    'population.invalid',
    'people.yaml:5:12  segments[0].share is 0, not above 0.  (fix: Give a number above 0.)',
    'people.yaml:6:31  segments[0].interests.tea.mean is 2, above 1.  (fix: Give a number from -1 to 1.)'
  ])
})

test('a YAML list of posts is read as posts, one post as one', async () => {
  const list = given('posts.yaml', '- title: a\n- title: b\n  tags: [x]\n')
  expect((await readPosts(list)).posts.map(({ title, tags }) => [title, tags])).toEqual([
    ['a', []],
    ['b', ['x']]
  ])
  expect((await readPosts(fixture('post.yaml'))).posts).toHaveLength(1)
  expect(await places(readPosts(given('posts.yaml', '- title: a\n- tilte: b\n- 3\n')))).toEqual([
    'post.invalid',
    'posts.yaml:2:3  [1].tilte is not known.',
    'posts.yaml:3:3  [2] is 3.'
  ])
})

test('a table where one post is wanted, and a program where a population is, are refused by name', async () => {
  expect(await places(readPost(given('posts.csv', 'title\nx')))).toEqual([
    'input.format',
    'posts.csv  this is a table, where one post is wanted.'
  ])
  expect((await complaints(readPopulation(given('people.ts', 'export default {}'))))[0]).toBe('input.format')
})

test('tens of thousands of names that are not known are refused, the first of them by name', async () => {
  const found = await places(post(Array.from({ length: 50_000 }, (_, n) => `k${n}: 1`).join('\n')))
  expect(found.slice(0, 3)).toEqual([
    'post.invalid',
    'post.yaml:1:1  title is missing.',
    'post.yaml:1:1  k0 is not known.'
  ])
})
