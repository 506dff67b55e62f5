import { expect, test, vi } from 'vitest'
import { createChance, createPlainDraw, philox } from '../src/kernel/chance.ts'
import { createDraw } from '../src/kernel/philox-wasm.ts'
import { pValue } from './helpers/chi-square.ts'

const block = (counter: [number, number, number, number], key: [number, number]) => {
  const out = new Uint32Array(4)
  philox(...counter, ...key, out)
  return [...out].map((word) => word.toString(16).padStart(8, '0')).join(' ')
}

test('Philox 4x32-10 gives its published answers', () => {
  expect(block([0, 0, 0, 0], [0, 0])).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8')
  expect(block([-1, -1, -1, -1], [-1, -1])).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd')
  expect(block([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe(
    'd16cfe09 94fdcceb 5001e420 24126ea1'
  )
})

test('the block is the same in WebAssembly as in plain JavaScript, whatever the address and the key', () => {
  const words = [0, 1, 7, -1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 2 ** 32 + 5, 0x1234_5678]
  for (const [i, key0] of words.entries()) {
    const key1 = words[(i * 5 + 3) % words.length]!
    const [fast, plain] = [createDraw(key0, key1)!, createPlainDraw(key0, key1)]
    for (const [j, user] of words.entries()) {
      const rest = [1, 2, 4].map((step) => words[(j * step + i) % words.length]!) as [number, number, number]
      fast.draw(user, ...rest)
      plain.draw(user, ...rest)
      expect([...fast.block]).toEqual([...plain.block])
    }
  }
})

test('purposes do not write over one another, however many there are', () => {
  const chance = createChance(3)
  const all = Array.from({ length: 3_000 }, (_, i) => chance.for(`purpose ${i}`))
  const first = all.map((luck) => luck.at(1, 2, 3, 4))
  expect(all.map(({ block }) => block[0])).toEqual(first)
  expect(new Set(first).size).toBe(3_000)
})

test.each([
  ['is no WebAssembly', undefined],
  [
    'is no address space for it',
    {
      Module: class {},
      Instance: class {
        constructor() {
          throw new RangeError('WebAssembly.Instance(): Out of memory')
        }
      }
    }
  ]
])('where there %s, the same numbers are drawn in plain JavaScript', async (_, wasm) => {
  const expected = createChance(7).for('watch').at(17, 2, 3, 4)
  vi.resetModules()
  vi.stubGlobal('WebAssembly', wasm)
  try {
    const { createDraw: without } = await import('../src/kernel/philox-wasm.ts')
    expect(without(1, 2)).toBeUndefined()
    const { createChance: plain } = await import('../src/kernel/chance.ts')
    expect(plain(7).for('watch').at(17, 2, 3, 4)).toBe(expected)
  } finally {
    vi.unstubAllGlobals()
  }
})

test('a draw depends on its address and on nothing else', () => {
  const one = createChance(7).for('watch')
  const first = one.at(17, 2, 3, 4)
  one.at(1)
  one.at(99, 1, 1, 1)
  expect(one.at(17, 2, 3, 4)).toBe(first)
  expect(createChance(7).for('watch').at(17, 2, 3, 4)).toBe(first)
})

test.each([
  ['seed', () => createChance(8).for('watch').at(17, 2, 3, 4)],
  ['purpose', () => createChance(7).for('click').at(17, 2, 3, 4)],
  ['user', () => createChance(7).for('watch').at(18, 2, 3, 4)],
  ['session', () => createChance(7).for('watch').at(17, 3, 3, 4)],
  ['turn', () => createChance(7).for('watch').at(17, 2, 4, 4)],
  ['slot', () => createChance(7).for('watch').at(17, 2, 3, 5)]
])('another %s is another draw', (_, other) => {
  expect(other()).not.toBe(createChance(7).for('watch').at(17, 2, 3, 4))
})

test('draws lie strictly between 0 and 1, evenly, in every word and along every part of the address', () => {
  const bins = 64
  for (const along of ['user', 'session', 'turn', 'slot'] as const) {
    const luck = createChance(11).for(along)
    const counts = Array.from({ length: 4 }, () => new Array<number>(bins).fill(0))
    const draws = 40_000
    let outside = 0
    for (let i = 0; i < draws; i++) {
      luck.at(along === 'user' ? i : 3, along === 'session' ? i : 1, along === 'turn' ? i : 2, along === 'slot' ? i : 0)
      for (let word = 0; word < 4; word++) {
        const u = luck.block[word]!
        if (!(u > 0 && u < 1)) outside++
        counts[word]![Math.floor(u * bins)]!++
      }
    }
    expect(outside).toBe(0)
    for (const observed of counts) {
      expect(pValue(observed, new Array<number>(bins).fill(1 / bins))).toBeGreaterThan(1e-4)
    }
  }
})

test('neighbouring addresses are not related', () => {
  const luck = createChance(5).for('lag')
  let product = 0
  const draws = 100_000
  let before = luck.at(0)
  for (let user = 1; user <= draws; user++) {
    const now = luck.at(user)
    product += (before - 0.5) * (now - 0.5)
    before = now
  }
  expect(Math.abs(product / draws / (1 / 12))).toBeLessThan(4.5 / Math.sqrt(draws))
})
