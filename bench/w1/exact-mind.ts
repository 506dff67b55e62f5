import type { Chance, Luck } from 'recoworld/define'
import { draw, OF, stream } from './hash.ts'
import { interestEvolution } from './mind.ts'

/** W1's own numbers in the place of the world's: the same mind then lives W1 to the digit, in a world of seed 1. */
const asWritten = ({ seed }: Chance): Chance => ({
  seed,
  for: (purpose) => (purpose === 'w1-birth' ? birthOf(seed) : stepOf(seed))
})

function birthOf(seed: number): Luck {
  const block = new Float64Array(4)
  return {
    block,
    at(user, _session, _turn, slot = 0) {
      const of = stream(seed, user, OF.birth)
      for (let i = 0; i < 4; i++) block[i] = draw(of, 4 * slot + i)
      return block[0]!
    }
  }
}

function stepOf(seed: number): Luck {
  const block = new Float64Array(4)
  return {
    block,
    at(user, _session, turn = 0) {
      const of = stream(seed, user, turn)
      block[0] = draw(of, 1000)
      block[1] = draw(of, 1001)
      return block[0]
    }
  }
}

export default interestEvolution(asWritten)
