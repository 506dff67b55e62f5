import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DARK, LIGHT } from '../src/report/palette.ts'
import type { ChartView, Frame, SceneView } from '../src/studio/api.ts'
import { grown, readable, zoomed } from '../src/studio/page/chart/box.ts'
import { concerned, faultOf, fieldsOf, startOf } from '../src/studio/page/controls/fields.ts'
import { moodStates, moodsOf, read } from '../src/studio/page/everyone/reading.ts'
import { earlier, placeSays } from '../src/studio/page/store/place.ts'
import { fakeShow } from './helpers/fake-show.ts'

const schema = {
  properties: {
    population: { type: 'string', enum: ['everyone', 'commuters'] },
    mindset: { anyOf: [{ type: 'string', enum: ['attention'] }, { type: 'string' }] },
    catalogue: { type: 'string', maxLength: 1_000 },
    users: { type: 'integer', minimum: 1, maximum: 10_000_000 },
    isPaused: { type: 'boolean' },
    somethingNew: { type: 'number', description: 'nobody knows it yet' }
  }
}

test('a form has a field for all that the schema has, of the kind that fits', () => {
  const fields = fieldsOf(schema)
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['population', 'choice'],
    ['mindset', 'suggested'],
    ['catalogue', 'text'],
    ['users', 'number'],
    ['isPaused', 'yes'],
    ['somethingNew', 'number']
  ])
  expect(fields[0]?.options).toEqual(['everyone', 'commuters'])
  expect(fields[5]).toMatchObject({ label: 'Something new', help: 'nobody knows it yet' })
})

test('what is filled in is sent as the server wants it, and what is left empty is not sent', () => {
  const values = { population: 'commuters', catalogue: '', users: '20000', isPaused: false }
  expect(startOf(fieldsOf(schema), values)).toEqual({ population: 'commuters', users: 20_000, isPaused: false })
})

test('a number outside its range is told before anything is sent', () => {
  const users = fieldsOf(schema).find(({ name }) => name === 'users')!
  expect(faultOf(users, '1')).toBeUndefined()
  expect(faultOf(users, '0')).toContain('1 or more')
  expect(faultOf(users, '10000001')).toContain('10,000,000 or less')
  expect(faultOf(users, '2.5')).toContain('whole')
  expect(faultOf(users, '')).toBeUndefined()
})

test('a complaint stands by the field that it names or whose value it quotes', () => {
  const fields = fieldsOf(schema)
  const values = { population: 'nobody', users: '5' }
  expect(concerned(fields, values, 'There is no population "nobody".')).toBe('population')
  expect(concerned(fields, values, '--users must be larger.')).toBe('users')
  expect(concerned(fields, { mindset: './odd.ts' }, 'Nothing was found at "./odd.ts".')).toBe('mindset')
  expect(concerned(fields, values, 'The disk is full.')).toBeUndefined()
})

test('only moods that a mindset has are counted', () => {
  const scene = { states: ['m.bored', 'm.away', 'm.keen', 'm.bored.deeply'] } as unknown as SceneView
  const tagged = { 'm.bored': ['bored'], 'm.away': ['away'], 'm.keen': ['engaged'], 'm.bored.deeply': [] }
  const states = Object.entries(tagged).map(([id, tags]) => ({ id, tags }))
  const moods = moodStates(scene, { chart: { states } } as unknown as ChartView)
  expect(moodsOf({ states: [3, 9, 4, 1] } as unknown as Frame, moods)).toEqual([
    { mood: 'engaged', people: 4 },
    { mood: 'bored', people: 3 }
  ])
})

test('what is seen first can be read, lies within the drawing, and holds what it can of the part that counts', () => {
  const size = fc.record({ width: fc.integer({ min: 50, max: 4_000 }), height: fc.integer({ min: 50, max: 4_000 }) })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(size, size, share, share, (drawing, screen, left, top) => {
      const all = grown(drawing)
      const part = {
        x: all.x + (left * all.width) / 2,
        y: all.y + (top * all.height) / 2,
        width: all.width / 2,
        height: all.height / 2
      }
      const seen = readable(all, part, screen)
      const px = 11.5 / Math.max(seen.width / screen.width, seen.height / screen.height)
      expect(px).toBeGreaterThanOrEqual(8.999)
      for (const [from, length] of [
        ['x', 'width'],
        ['y', 'height']
      ] as const) {
        const end = seen[from] + seen[length]
        expect(seen[from]).toBeGreaterThanOrEqual(all[from] - 1e-6)
        expect(end).toBeLessThanOrEqual(all[from] + all[length] + 1e-6)
        const held = Math.min(end, part[from] + part[length]) - Math.max(seen[from], part[from])
        expect(held).toBeGreaterThanOrEqual(Math.min(part[length], seen[length]) - 1e-6)
      }
    })
  )
})

test('zooming in and out about a point leaves the point where it is, and never loses the drawing', () => {
  const all = grown({ width: 2_000, height: 1_000 })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { maxLength: 30 }),
      share,
      share,
      (steps, u, v) => {
        let seen = all
        for (const factor of steps) {
          const fixed = { x: seen.x + u * seen.width, y: seen.y + v * seen.height }
          const next = zoomed(seen, all, factor, fixed)
          expect((fixed.x - next.x) / next.width).toBeCloseTo(u, 6)
          expect((fixed.y - next.y) / next.height).toBeCloseTo(v, 6)
          seen = next
        }
        expect(seen.width).toBeGreaterThanOrEqual(all.width / 12 - 1e-6)
        expect(seen.width).toBeLessThanOrEqual(1.6 * all.width + 1e-6)
      }
    )
  )
})

test('traffic is what fired since the turn before, and people are counted once where all of them are', () => {
  const show = fakeShow({ users: 300, turns: 4, sessions: 1 })
  while (show.phase === 'running') show.tick()
  const [first, second] = show.turns()
  const reading = read(show.view, second, first)
  expect(reading.total).toBe(300)
  for (const [at, name] of show.view.arrows.entries())
    expect(reading.traffic.get(name)).toBe((second?.arrows[at] ?? 0) - (first?.arrows[at] ?? 0))
  expect([...read(show.view, second, undefined).traffic]).toEqual([...reading.passed])
})

test('a place is told without the visit where there is one only', () => {
  const scene = (sessions: number) => ({ manifest: { sessions } }) as SceneView
  const at = (session: number, turn: number) => ({ session, turn }) as Frame
  expect(placeSays(at(0, 6), scene(1))).toBe('turn 7')
  expect(placeSays(at(1, 0), scene(3))).toBe('visit 2, turn 1')
  expect(placeSays(at(0, -1), scene(1))).toBe('before the first turn')
  expect(earlier(at(0, 9), at(1, 0))).toBeLessThan(0)
})

test('the page has the colours of reports', () => {
  const css = readFileSync(new URL('../src/studio/page/style/palette.css', import.meta.url), 'utf8')
  const [light = '', dark = ''] = css.split(':root[data-theme="dark"]')
  for (const [role, colour] of Object.entries(LIGHT)) expect(light).toContain(`--${role}: ${colour};`)
  for (const [role, colour] of Object.entries(DARK)) expect(dark).toContain(`--${role}: ${colour};`)
})
