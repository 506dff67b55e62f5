import type { Chance, Luck } from '../contract/plugin.ts'
import { createDraw } from './philox-wasm.ts'

export type { Chance, Luck }

/**
 * The chance of a seed. Philox 4x32-10: key = hash(seed, purpose), counter = (user, session, turn, slot).
 *
 * @param seed any safe integer
 * @source     Salmon, Moraes, Dror & Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011
 */
export function createChance(seed: number): Chance {
  const purposes = new Map<string, Luck>()
  return {
    seed,
    for(purpose) {
      let luck = purposes.get(purpose)
      if (!luck) {
        luck = luckOf(seed, purpose)
        purposes.set(purpose, luck)
      }
      return luck
    }
  }
}

function luckOf(seed: number, purpose: string): Luck {
  const [key0, key1] = keyOf(seed, purpose)
  const { block, draw } = createDraw(key0, key1) ?? createPlainDraw(key0, key1)
  return {
    block,
    at(user, session = 0, turn = 0, slot = 0) {
      draw(user, session, turn, slot)
      return block[0]!
    }
  }
}

/** What `createDraw` makes, for where there is no WebAssembly: the same numbers. */
export function createPlainDraw(key0: number, key1: number): NonNullable<ReturnType<typeof createDraw>> {
  const words = new Uint32Array(4)
  const block = new Float64Array(4)
  return {
    block,
    draw(c0, c1, c2, c3) {
      philox(c0, c1, c2, c3, key0, key1, words)
      scale(words, block)
    }
  }
}

/** Words as numbers above 0 and below 1. */
function scale(words: Uint32Array, block: Float64Array): void {
  block[0] = (words[0]! + 0.5) * 2 ** -32
  block[1] = (words[1]! + 0.5) * 2 ** -32
  block[2] = (words[2]! + 0.5) * 2 ** -32
  block[3] = (words[3]! + 0.5) * 2 ** -32
}

/**
 * One block of Philox 4x32-10.
 *
 * @param out four unsigned 32-bit words, overwritten
 */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  key0: number,
  key1: number,
  out: Uint32Array
): void {
  let a = c0 | 0
  let b = c1 | 0
  let c = c2 | 0
  let d = c3 | 0
  let k0 = key0 | 0
  let k1 = key1 | 0
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(0xd2511f53, a)
    const low0 = Math.imul(0xd2511f53, a)
    const high1 = highProduct(0xcd9e8d57, c)
    const low1 = Math.imul(0xcd9e8d57, c)
    a = high1 ^ b ^ k0
    b = low1
    c = high0 ^ d ^ k1
    d = low0
    k0 = (k0 + 0x9e3779b9) | 0
    k1 = (k1 + 0xbb67ae85) | 0
  }
  out[0] = a
  out[1] = b
  out[2] = c
  out[3] = d
}

/** The upper 32 bits of the unsigned product of two 32-bit words. */
const highProduct = (x: number, y: number): number => {
  const xLow = x & 0xffff
  const xHigh = x >>> 16
  const yLow = y & 0xffff
  const yHigh = y >>> 16
  const low = xLow * yLow
  const middle = xHigh * yLow + (low >>> 16)
  const other = xLow * yHigh + (middle & 0xffff)
  return (xHigh * yHigh + Math.floor(middle / 65536) + (other >>> 16)) | 0
}

/** A 64-bit key from a seed and a name, by two FNV-1a passes with a final mix: two words. */
function keyOf(seed: number, purpose: string): [number, number] {
  const text = `${seed}/${purpose}`
  return [mix(fnv(text, 0x811c9dc5)), mix(fnv(text, 0x9747b28c))]
}

function fnv(text: string, basis: number): number {
  let hash = basis
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

function mix(hash: number): number {
  let word = hash ^ (hash >>> 16)
  word = Math.imul(word, 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return word ^ (word >>> 16)
}
