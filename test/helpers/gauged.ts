import { ACTIONS, type Action, createWorld, fromShelf, type MindDefinition } from 'recoworld'
import { peopleOf } from '../../populations/sample.ts'
import type { Catalogue, Luck } from '../../src/contract/plugin.ts'
import type { Persona } from '../../src/contract/population.ts'
import { createChance } from '../../src/kernel/chance.ts'
import { type Gauge, type Gauges, gaugesOf } from '../../src/runner/gauges/index.ts'
import { createGauges } from '../../src/world/gauges/gauges.ts'

/** What a made-up person goes by at one item. */
export interface Glance {
  readonly persona: Persona
  readonly item: number
  /** Of the visit, from 0. */
  readonly turn: number
  readonly catalogue: Catalogue
  /** Four numbers by chance, for this item and for the next question about it. */
  readonly luck: Luck['block']
}

export interface Fake {
  /** What it does with an item; nothing is passing on. Opened items are watched for `watches` of their length. */
  does(glance: Glance): readonly Action[]
  delight?(turn: number): number
  readonly watches?: number
  /** Answers later. */
  readonly isSlow?: boolean
}

const bits = (actions: readonly Action[]) => actions.reduce((mask, action) => mask | (1 << ACTIONS.indexOf(action)), 0)

/** A mind that does what it is told, stays to the end, and says nothing. */
export function fakeMind({ does, delight = () => 0, watches = 0.8, isSlow = false }: Fake): MindDefinition {
  return {
    description: 'made up for a test',
    columns: {},
    create({ catalogue }) {
      const personas = new Map<number, Persona>()
      return {
        born: (row, persona) => void personas.set(row, persona),
        arrive() {},
        review(row, { items, length, user, session, turn }, chance, out) {
          const luck = chance.for('fake')
          let opened = 0
          for (let slot = 0; slot < length; slot++) {
            const item = items[slot]!
            luck.at(user, session, turn, slot)
            const done = does({ persona: personas.get(row)!, item, turn, catalogue, luck: luck.block })
            out.actions[slot] = bits(done.length === 0 ? ['skip'] : done)
            out.reasons[slot] = 1
            if (!done.includes('click')) continue
            opened++
            out.watchSeconds[slot] = watches * catalogue.seconds[item]!
            out.seconds += out.watchSeconds[slot]!
          }
          out.reached = length
          out.delight = delight(turn)
          out.watchRatio = opened === 0 ? 0 : watches
          return isSlow ? Promise.resolve() : undefined
        },
        reflect: () => ({ text: 'nothing', act: 'reset', target: null }),
        rest: () => Number.POSITIVE_INFINITY,
        thought: (_row, _slate, _review, slot) => `thought of ${slot}`
      }
    }
  }
}

/** Lets people of `everyone` with this mind meet a recommender, and says what they were like. */
export async function gaugesOfMind(
  definition: MindDefinition,
  { users = 200, turns = 8, seed = 5, recommender = 'random' } = {}
): Promise<Gauges> {
  const population = fromShelf('populations', 'everyone').definition
  const people = peopleOf([{ name: 'everyone', definition: population }], createChance(seed))
  let gauges: (() => Gauges) | undefined
  const mind: MindDefinition = {
    ...definition,
    create(setting) {
      const { catalogue, chance } = setting
      const watching = createGauges({ users, catalogue, chance })
      gauges = () => gaugesOf(watching.sums, { people, catalogue })
      const inner = definition.create(setting)
      return {
        ...inner,
        review(row, slate, luck, out) {
          const decided = inner.review(row, slate, luck, out)
          return decided ? decided.then(() => watching.reviewed(slate, out)) : watching.reviewed(slate, out)
        }
      }
    }
  }
  await createWorld({ population: 'everyone', recommender, users, seed, mind }).run({ turns })
  return gauges!()
}

export const gaugeNamed = ({ gauges }: Gauges, name: string): Gauge => {
  const found = gauges.find((gauge) => gauge.name === name)
  if (!found) throw new Error(`no gauge ${name} among ${gauges.map((gauge) => gauge.name).join(', ')}`)
  return found
}
