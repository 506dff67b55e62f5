import { meanInterval } from '../../experiment/index.ts'
import type { GaugeSums } from '../../world/gauges/sums.ts'
import { blockWidth, thirdsOf } from '../../world/gauges/thirds.ts'
import type { Measure } from './judge.ts'
import type { Reading } from './reading.ts'
import { eachPerson, type Own } from './rows.ts'

const ASSUMED = 'assumed: within a visit and over a few, people change by less than this'

/** How a person changes while it is there: its last third of turns against its first. Those with fewer than three are left out. */
export function drift(sums: GaugeSums): Reading[] {
  return [
    {
      name: 'drift-opened',
      label: 'Share opened, last third of turns less first',
      unit: 'difference',
      measure: changeOf(sums, ({ blocks }) => [blocks[1]!, blocks[0]!], [-1, 1]),
      reference: { value: [-0.1, 0.1], source: ASSUMED },
      means: { above: 'the mind opens more and more', below: 'the mind opens less and less' }
    },
    {
      name: 'drift-delight',
      label: 'Delight (−1 … 1), last third of turns less first',
      unit: 'difference',
      measure: changeOf(sums, ({ delight, turns }) => [delight, turns], [-2, 2]),
      reference: { value: [-0.2, 0.2], source: ASSUMED },
      means: { above: 'the mind gets nicer as it goes on', below: 'the mind sours as it goes on' }
    }
  ]
}

/** Sums of some blocks: impressions and those opened, delight, turns. */
interface Third {
  readonly blocks: readonly [number, number]
  readonly delight: number
  readonly turns: number
}

function changeOf(
  sums: GaugeSums,
  of: (third: Third) => readonly [number, number],
  range: readonly [number, number]
): Measure | null {
  const changes: number[] = []
  eachPerson(sums, (own) => {
    const turns = own('turns')[0]!
    const thirds = thirdsOf(turns)
    if (!thirds) return
    const [before, after] = [thirds.first, thirds.last].map((blocks) => of(sumOf(own, blocks, turns)))
    changes.push(after![0] / after![1] - before![0] / before![1])
  })
  return changes.length === 0 ? null : meanInterval(changes, { range })
}

function sumOf(own: Own, [from, to]: readonly [number, number], turns: number): Third {
  const [blocks, delights] = [own('blocks'), own('delights')]
  const width = blockWidth(turns)
  let [shown, opened, delight] = [0, 0, 0]
  for (let block = from; block < to; block++) {
    shown += blocks[2 * block]!
    opened += blocks[2 * block + 1]!
    delight += delights[block]!
  }
  return { blocks: [shown, opened], delight, turns: Math.min(turns, to * width) - from * width }
}
