import { spawn } from 'node:child_process'
import fc from 'fast-check'
import {
  type Box,
  CHART_STYLE,
  type Chart,
  chartOf,
  chartOfDefinition,
  countWords,
  draw,
  type Layout,
  layOut,
  viewOf
} from 'recoworld/chart'
import attention from 'recoworld/mindsets/attention'
import { describe, expect, test } from 'vitest'
import recommender from '../dist/machines/recommender.js'
import session from '../dist/machines/session.js'
import { randomConfig } from './helpers/random-chart.ts'
import { elementsOf } from './helpers/strict-xml.ts'

const counted = (values: readonly string[]) => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
const isIn = (outer: Box, inner: Box) =>
  inner.x >= outer.x - 0.5 &&
  inner.y >= outer.y - 0.5 &&
  inner.x + inner.width <= outer.x + outer.width + 0.5 &&
  inner.y + inner.height <= outer.y + outer.height + 0.5
const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** All that must hold of any drawing. */
async function expectSound(chart: Chart): Promise<Layout> {
  const layout = await layOut(chart)
  const whole = { x: 0, y: 0, width: layout.width, height: layout.height }
  for (const { id, parent } of chart.states) {
    const box = layout.boxes.get(id)!
    expect(isIn(parent === null ? whole : layout.boxes.get(parent)!, box), `${id} in ${parent}`).toBe(true)
    for (const other of chart.states)
      if (other.parent === parent && other.id !== id)
        expect(meet(box, layout.boxes.get(other.id)!), `${id} and ${other.id}`).toBe(false)
  }
  for (const [name, { label, lines, curves }] of layout.routes) {
    expect(isIn(whole, label), `label of ${name}`).toBe(true)
    expect(lines.length + curves.length, `lines of ${name}`).toBe(1)
  }
  for (const standalone of [true, false]) {
    const groups = elementsOf(draw(chart, layout, { standalone })).filter(({ name }) => name === 'g')
    const states = groups.flatMap(({ attributes }) => attributes.get('data-state') ?? [])
    expect([...states].sort()).toEqual(chart.states.map(({ id }) => id).sort())
    const arrows = counted(groups.flatMap(({ attributes }) => attributes.get('data-arrow') ?? []))
    // one group for its line and one for its label; one alone where it is a line of text in its state
    expect(Object.fromEntries(arrows)).toEqual(
      Object.fromEntries(chart.arrows.map(({ name }) => [name, layout.routes.has(name) ? 2 : 1]))
    )
  }
  return layout
}

test.each([
  ['attention', attention],
  ['session', session],
  ['recommender', recommender]
])('%s is drawn with each of its states and arrows, nothing over another', async (_, machine) => {
  const chart = chartOf(machine)
  const layout = await expectSound(chart)
  const leaving = chart.arrows.filter(({ source, targets }) => targets.length > 0 && targets[0] !== source)
  for (const { name, targets } of leaving) {
    const { lines, curves } = layout.routes.get(name)!
    expect(lines.length + curves.length, name).toBe(targets.length)
  }
})

test('any machine is', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 4, max: 28 }), async (seed, most) => {
      await expectSound(chartOfDefinition(randomConfig(seed, most)))
    }),
    { numRuns: 8 }
  )
})

test('regions of a parallel state stand side by side from one line down, in their order', async () => {
  const chart = chartOfDefinition({
    id: 'p',
    type: 'parallel',
    on: { RESET: '.left.b' },
    states: {
      left: { initial: 'a', states: { a: { on: { GO: 'b', ACROSS: '#p.right.y' } }, b: {} } },
      middle: { initial: 'm', states: { m: {} } },
      right: { initial: 'x', states: { x: { on: { GO: 'y', ACROSS: '#p.left.b' } }, y: { on: { GO: 'z' } }, z: {} } }
    }
  })
  const { boxes, routes } = await expectSound(chart)
  const [left, middle, right] = ['left', 'middle', 'right'].map((key) => boxes.get(`p.${key}`)!)
  expect([left!.y, left!.height]).toEqual([middle!.y, middle!.height])
  expect([left!.y, left!.height]).toEqual([right!.y, right!.height])
  expect(left!.x + left!.width).toBeLessThan(middle!.x)
  expect(middle!.x + middle!.width).toBeLessThan(right!.x)
  expect(routes.get('p.left.a ACROSS 0')).toMatchObject({ lines: [], curves: [expect.anything()] })
})

const flat = (n: number, arrowsOf: (at: number) => Record<string, string>) =>
  chartOfDefinition({
    id: 'flat',
    initial: 's0',
    states: Object.fromEntries(Array.from({ length: n }, (_, at) => [`s${at}`, { on: arrowsOf(at) }]))
  })

test.each([
  ['a ring', flat(40, (at) => ({ NEXT: `s${(at + 1) % 40}` }))],
  [
    'a hub',
    flat(
      40,
      (at): Record<string, string> =>
        at === 0 ? Object.fromEntries(Array.from({ length: 39 }, (_, i) => [`GO${i}`, `s${i + 1}`])) : { BACK: 's0' }
    )
  ],
  [
    'a ring with jumps',
    flat(40, (at) => ({ NEXT: `s${(at + 1) % 40}`, ...(at % 3 === 0 ? { JUMP: `s${(at * 7 + 5) % 40}` } : {}) }))
  ]
])('%s of 40 states on one level is no strip', async (_, chart) => {
  const { width, height } = await expectSound(chart)
  expect(Math.max(width / height, height / width)).toBeLessThan(3)
  expect(Math.max(width, height)).toBeLessThan(3_000)
})

describe('texts', () => {
  const evil = [
    '<img src=x onerror=alert(1)>',
    '"\' onload="alert(1)',
    '</title></svg><script>alert(1)</script>',
    ']]>&amp;&#60;b&#62;',
    'a\u0000b\u001b[31mred\u0007',
    'tab\tnew\nline\rend',
    '\u202eevil\u2066',
    '\ud800 half',
    '--> %% note end; state "x" as y {'
  ]
  const names = (at: number) => evil[at % evil.length]!

  test('that would break out stay texts', async () => {
    const states = Object.fromEntries(
      evil.map((key, at) => [
        key.replaceAll('.', ''),
        {
          id: key,
          description: names(at + 1),
          tags: [names(at + 2)],
          entry: [names(at + 3)],
          exit: names(at + 4),
          invoke: { src: names(at + 5) },
          on: {
            [names(at + 6).replaceAll('*', '')]: {
              target: `#${names(at + 1)}`,
              guard: names(at + 7),
              actions: [names(at)],
              description: evil[0]
            }
          }
        }
      ])
    )
    const chart = chartOfDefinition({
      id: `all of ${evil[2]}`,
      description: evil[0],
      initial: evil[0]!.replaceAll('.', ''),
      states
    })
    const layout = await layOut(chart)
    const elements = elementsOf(draw(chart, layout, { standalone: true, title: evil[1]! }))
    expect(new Set(elements.map(({ name }) => name))).toEqual(
      new Set(['svg', 'style', 'g', 'title', 'rect', 'text', 'tspan', 'path', 'circle'])
    )
    for (const { attributes } of elements) for (const name of attributes.keys()) expect(name).not.toMatch(/^on|href/)
    const named = elements.flatMap(({ attributes }) => attributes.get('data-state') ?? [])
    for (const id of evil.slice(0, 4)) expect(named).toContain(id)
    expect(named).toContain('tab\tnew\nline\rend')
  })
})

describe('who looks', () => {
  const chart = chartOf(session)

  test('is told in one label what it is, and by nothing inside', async () => {
    const [svg, ...inner] = elementsOf((await viewOf(chart)).svg)
    expect(svg!.attributes.get('role')).toBe('img')
    expect(svg!.attributes.get('aria-label')).toMatch(/^Statechart session: One visit/)
    for (const { attributes } of inner) expect([...attributes.keys()].join()).not.toMatch(/aria|role|tabindex/)
  })

  test('sees who is where and how many went which way', async () => {
    const people = new Map([
      ['session.serving', 30],
      ['session.reviewing', 12_345]
    ])
    const traffic = new Map([
      ['session.serving slate.shown 0', 10],
      ['session.reviewing user.left 0', 40]
    ])
    const svg = draw(chart, await layOut(chart), {
      people,
      traffic,
      active: new Set(['session.left']),
      fired: new Set(['session.reviewing user.left 0'])
    })
    const of = (name: string, value: string) =>
      elementsOf(svg).filter(({ attributes }) => attributes.get(name) === value)
    expect(of('data-state', 'session.reviewing')[0]!.attributes.get('style')).toBe('--share:1.000')
    expect(of('data-state', 'session.serving')[0]!.attributes.get('style')).toBe('--share:0.002')
    expect(of('data-state', 'session.failed')[0]!.attributes.has('style')).toBe(false)
    expect(
      of('data-arrow', 'session.serving slate.shown 0').map(({ attributes }) => attributes.get('style'))
    ).toContain('--weight:0.250')
    expect(of('data-state', 'session.left')[0]!.attributes.get('class')).toMatch(/\bactive\b/)
    for (const { attributes } of of('data-arrow', 'session.reviewing user.left 0'))
      expect(attributes.get('class')).toMatch(/\bfired\b/)
    expect(svg).toMatch(/<g class="badge">[^/]*\/><text[^>]*>12\.3k<\/text><\/g>/)
  })

  test.each([
    [0, '0'],
    [9_999, '9,999'],
    [99_949, '99.9k'],
    [99_950, '100k'],
    [999_499, '999k'],
    [999_500, '1.0M'],
    [123_456_789, '123M']
  ])('reads %i people as %s, which fits a badge', (count, words) => {
    expect(countWords(count)).toBe(words)
    expect(words.length).toBeLessThanOrEqual(6)
  })

  test('has each colour as a variable, so that a page can be dark', async () => {
    const { svg } = await viewOf(chart)
    expect(svg).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(/)
    for (const rule of CHART_STYLE.split('\n').filter((line) => line.includes('{') && !line.startsWith('@')))
      expect(rule).toMatch(/^\.statechart/)
  })
})

test('layouts are kept: the same chart is looked for once', async () => {
  const chart = chartOf(recommender)
  const first = layOut(chart)
  expect(layOut(structuredClone(chart))).toBe(first)
  await first
})

test('a chart that takes too long is given up in three parts, and the next one is drawn', async () => {
  const slow = flat(300, (at) => Object.fromEntries([1, 7, 31].map((by) => [`E${by}`, `s${(at * 5 + by) % 300}`])))
  await expect(layOut(slow, { limit: 300 })).rejects.toMatchObject({
    code: 'chart.too-slow',
    parts: { fix: expect.stringMatching(/part/) }
  })
  const next = await layOut(flat(3, (at) => ({ NEXT: `s${(at + 1) % 3}` })))
  expect(next.boxes.size).toBe(4)
})

test('the thread that lays out lets the process end', async () => {
  const code = `import { layOut, chartOfDefinition } from 'recoworld/chart'
    const { width } = await layOut(chartOfDefinition({ id: 'a', initial: 'b', states: { b: {} } }))
    console.log(width > 50)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: import.meta.dirname,
    timeout: 30_000
  })
  let told = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text
  })
  const ended = await new Promise((resolve) => child.once('close', (exit, signal) => resolve(signal ?? exit)))
  expect([told.trim(), ended]).toEqual(['true', 0])
})
