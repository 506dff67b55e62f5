import type { Space } from '../contract/environment.ts'
import { faultIn } from '../gym/space.ts'

const TRIES = 1_000

/**
 * A value within a space.
 *
 * @param uniform  gives a number above 0 and below 1, another at each call
 */
export function drawFrom(space: Space, uniform: () => number): unknown {
  const upTo = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1))
  switch (space.kind) {
    case 'index':
      return upTo(0, space.n - 1)
    case 'whole':
      return upTo(space.low, space.high ?? space.low + 100)
    case 'box': {
      const low = space.low ?? (space.high === null ? -1 : space.high - 1)
      const high = space.high ?? low + 1
      const filled = ([length, ...inner]: readonly number[]): unknown =>
        length === undefined ? low + uniform() * (high - low) : Array.from({ length }, () => filled(inner))
      return filled(space.shape)
    }
    case 'word':
      if (space.of) return space.of[upTo(0, space.of.length - 1)]
      return 'what is said'.slice(0, space.most)
    case 'flag':
      return uniform() < 0.5
    case 'list':
      return drawList(space, uniform, upTo(space.least, Math.min(space.most, space.least + 10)))
    case 'record':
      return Object.fromEntries(Object.entries(space.of).map(([name, inner]) => [name, drawFrom(inner, uniform)]))
    case 'maybe':
      return uniform() < 0.5 ? null : drawFrom(space.of, uniform)
  }
}

function drawList({ of, distinct }: Space & { kind: 'list' }, uniform: () => number, length: number): unknown[] {
  const drawn: unknown[] = []
  for (let tries = 0; drawn.length < length && tries < TRIES; tries++) {
    const one = drawFrom(of, uniform)
    if (!distinct || !drawn.includes(one)) drawn.push(one)
  }
  return drawn
}

const ODDITIES = [undefined, null, -1, 0.5, Number.NaN, 1e9, 'no such thing', true, [], [null], {}, { action: 0 }]

/** Values of many kinds that are not within a space. */
export function outsideOf(space: Space): unknown[] {
  const twice = space.kind === 'list' ? [new Array(space.most + 1).fill(0), ['no such thing']] : []
  return [...ODDITIES, ...twice].filter((value) => faultIn(space, value) !== undefined)
}
