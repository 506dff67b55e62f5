import { type Catalogue, type Chance, type Persona, RecoError, type SlateView } from '../../../src/define.ts'

export interface MixOptions {
  /**
   * The model goes through a slate that holds a kind of item (its topic) which people of the same segment have met on
   * fewer than so many slates that the model went through: a whole number from 0 on. Default 3.
   */
  readonly newBelow?: number
  /** The part of all other slates, 0 … 1, that both minds go through, so that the error is known. Default 0.02. */
  readonly auditShare?: number
}

/** Who goes through a slate: the parametric mind, or the model, since something is new or the slate was drawn. */
export type Route = 'parametric' | 'new' | 'audit'

const DEFAULTS = { newBelow: 3, auditShare: 0.02 } as const

/** @throws RecoError `mix.bad-options` */
export function settled({ newBelow, auditShare }: MixOptions): Required<MixOptions> {
  const options = { newBelow: newBelow ?? DEFAULTS.newBelow, auditShare: auditShare ?? DEFAULTS.auditShare }
  if (!(Number.isSafeInteger(options.newBelow) && options.newBelow >= 0))
    throw new RecoError('mix.bad-options', {
      what: `newBelow is ${newBelow}.`,
      fix: 'Give a whole number of slates, 0 or more.'
    })
  if (!(options.auditShare >= 0 && options.auditShare <= 1))
    throw new RecoError('mix.bad-options', {
      what: `auditShare is ${auditShare}.`,
      fix: 'Give a part of slates from 0 to 1.'
    })
  return options
}

/** Sends slates to one mind or the other. A slate counts as soon as it is sent, so that no answer's arrival matters. */
export function createRouting({ topic, topics }: Catalogue, { newBelow, auditShare }: Required<MixOptions>) {
  /** Of each segment: slates that the model was sent, by what they held. */
  const bySegment = new Map<string, Uint32Array>()
  const ofRow: Uint32Array[] = []

  return {
    born(row: number, { population, segment }: Persona): void {
      const name = `${population}/${segment}`
      const met = bySegment.get(name) ?? new Uint32Array(topics.length)
      bySegment.set(name, met)
      ofRow[row] = met
    },

    /** Called once for each slate, in the order of people. */
    routeOf(row: number, { items, length, user, session, turn }: SlateView, chance: Chance): Route {
      const met = ofRow[row]!
      let isNew = false
      for (let slot = 0; slot < length && !isNew; slot++) isNew = met[topic[items[slot]!]!]! < newBelow
      if (isNew) {
        for (const kind of new Set(Array.from(items.subarray(0, length), (item) => topic[item]!))) met[kind]!++
        return 'new'
      }
      return auditShare > 0 && chance.for('mix audit').at(user, session, turn) < auditShare ? 'audit' : 'parametric'
    }
  }
}
