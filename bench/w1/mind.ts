import { ACTIONS, CAUSES, type Chance, type MindDefinition, REASONS } from 'recoworld/define'
import { type Items, itemsOf, numberIn, TOPICS } from './items.ts'
import { createWeight } from './weight.ts'

/** Minutes that a person has, and what a slate that it opens nothing of takes of them. */
const BUDGET = 200
const GLANCE = 0.5
/** What quality gives back of the time that an item takes, per unit. */
const GIVES_BACK = 0.9 / 3.4
/** How far one item moves a taste, at most. */
const PULL = 0.3
const NOTHING = Math.exp(1) // RecSim's no_click_mass = 1
const LONGEST_SLATE = 100

const [SKIP, CLICK] = [1 << ACTIONS.indexOf('skip'), 1 << ACTIONS.indexOf('click')]
const DONE = CAUSES.indexOf('done')
const [LIKED, IDLY] = [REASONS.indexOf('loves-topic'), REASONS.indexOf('passing-time')]

const COLUMNS = {
  /** −1 … 1. */
  interests: { type: 'f64', per: TOPICS },
  /** Minutes that are left; the person goes when there are none. */
  budget: { type: 'f64' }
} as const

/** Where an item's quality and minutes stand in its row of the table, after its features. */
const [QUALITY, MINUTES, STRIDE] = [TOPICS, TOPICS + 1, TOPICS + 2]

/** All of an item in one place: what is looked up together comes into the cache together. */
function tableOf({ features, quality, minutes }: Items): Float64Array {
  const table = new Float64Array(quality.length * STRIDE)
  for (let item = 0; item < quality.length; item++) {
    table.set(features.subarray(item * TOPICS, (item + 1) * TOPICS), item * STRIDE)
    table[item * STRIDE + QUALITY] = quality[item]!
    table[item * STRIDE + MINUTES] = minutes[item]!
  }
  return table
}

/**
 * RecSim's interest evolution: looks at all of a slate, opens one item or none by a multinomial logit, moves towards what it
 * opened or away from it, and goes when its time is used up.
 *
 * @param numbers where its chance comes from: the world's own, unless it is to be W1 to the digit
 * @source        Ie et al., RecSim, 2019: the environment interest_evolution
 */
export function interestEvolution(numbers = (chance: Chance) => chance): MindDefinition<typeof COLUMNS> {
  return {
    description: "RecSim's interest evolution: a logit over the slate, tastes that drift, a budget of time",
    columns: COLUMNS,
    create({ catalogue, chance, columns: { interests, budget } }) {
      const width = TOPICS // names of our own: imported ones are looked up at every use where files are translated
      const table = tableOf(itemsOf(catalogue.items.map(({ title }) => numberIn(title, 'item'))))
      const stride = STRIDE
      const weightOf = createWeight()
      const weights = new Float64Array(LONGEST_SLATE)
      const birth = numbers(chance).for('w1-birth')
      const step = numbers(chance).for('w1-step')
      const { block } = step

      function affinity(row: number, item: number): number {
        let sum = 0
        for (let i = 0; i < width; i++) sum += interests[row * width + i]! * table[item * stride + i]!
        return sum
      }

      /** How the person likes each of a slate: five inner products side by side, each in the order of topics. */
      function like(row: number, slate: Int32Array, length: number, out: Float64Array): void {
        const own = row * width
        let slot = 0
        for (; slot + 5 <= length; slot += 5) {
          const a = slate[slot]! * stride
          const b = slate[slot + 1]! * stride
          const c = slate[slot + 2]! * stride
          const d = slate[slot + 3]! * stride
          const e = slate[slot + 4]! * stride
          let sumA = 0
          let sumB = 0
          let sumC = 0
          let sumD = 0
          let sumE = 0
          for (let i = 0; i < width; i++) {
            const x = interests[own + i]!
            sumA += x * table[a + i]!
            sumB += x * table[b + i]!
            sumC += x * table[c + i]!
            sumD += x * table[d + i]!
            sumE += x * table[e + i]!
          }
          out[slot] = sumA
          out[slot + 1] = sumB
          out[slot + 2] = sumC
          out[slot + 3] = sumD
          out[slot + 4] = sumE
        }
        for (; slot < length; slot++) out[slot] = affinity(row, slate[slot]!)
      }

      /** Tastes move by an item: towards it where `pull` is above 0, else away from it. */
      function drift(row: number, item: number, pull: number): void {
        const own = row * width
        const at = item * stride
        for (let i = 0; i < width; i++) {
          const x = interests[own + i]!
          const about = table[at + i]!
          const moved = x + pull * (1 - Math.abs(x)) * about * (about - x)
          interests[own + i] = Math.max(-1, Math.min(1, moved))
        }
      }

      return {
        born(row, { index }) {
          for (let i = 0; i < width; i++) {
            if (i % 4 === 0) birth.at(index, 0, 0, i / 4)
            interests[row * width + i] = 2 * birth.block[i % 4]! - 1
          }
          budget[row] = BUDGET
        },

        arrive() {},

        review(row, slate, _chance, out) {
          const { items, length } = slate
          const { affinity: liking, actions } = out
          like(row, items, length, liking)
          let total = NOTHING
          for (let slot = 0; slot < length; slot++) {
            const weight = weightOf(liking[slot]!)
            weights[slot] = weight
            total += weight
            actions[slot] = SKIP
          }
          step.at(slate.user, slate.session, slate.turn)
          let left = block[0]! * total
          let chosen = 0
          while (chosen < length && left >= weights[chosen]!) left -= weights[chosen++]!
          out.reached = length
          out.found = 1 - NOTHING / total
          if (chosen === length) {
            budget[row]! -= GLANCE
            out.seconds = 60 * GLANCE
          } else {
            const item = items[chosen]!
            const minutes = table[item * stride + MINUTES]!
            const watched = Math.min(budget[row]!, minutes)
            const given = GIVES_BACK * table[item * stride + QUALITY]!
            drift(row, item, block[1]! < (liking[chosen]! + 1) / 2 ? PULL : -PULL) // features sum to 1
            budget[row]! += watched * (-1 + given)
            out.seconds = 60 * watched
            out.watchRatio = watched / minutes
            out.delight = given
            out.watchSeconds[chosen] = 60 * watched
            out.actions[chosen] = CLICK
            out.reasons[chosen] = liking[chosen]! > 0 ? LIKED : IDLY
          }
          if (budget[row]! <= 0) out.leaveCause = DONE
        },

        reflect: () => ({ text: 'Show me something else', act: 'novelty', target: null }), // never asked: it senses no end
        rest: () => Number.POSITIVE_INFINITY, // one visit each
        thought: (_row, { items }, { actions }, slot) =>
          `${actions[slot]! & CLICK ? 'I open' : 'I pass on'} ${catalogue.items[items[slot]!]!.title}`,
        affinity
      }
    }
  }
}

export default interestEvolution()
