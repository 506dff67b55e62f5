import { RecoError } from '../contract/error.ts'
import { Intervention, type Whom } from '../contract/intervention.ts'
import { didYouMean } from '../contract/nearest.ts'
import type { Catalogue, MindDefinition } from '../contract/plugin.ts'
import type { People } from '../contract/population.ts'
import { SCALARS } from '../contract/session.ts'
import type { Cast } from '../streams/cast.ts'
import type { Place } from '../world/onlooker.ts'
import type { Recommending } from './recommending.ts'
import { partOf } from './setting.ts'

/** What can be reached into. */
export interface Reach {
  readonly users: number
  readonly people: People
  readonly catalogue: Catalogue
  readonly cast: Cast
  /** The mind's own columns, and which of them hold one number a person. */
  readonly columns: Readonly<Record<string, { [user: number]: number }>>
  readonly specs: MindDefinition['columns']
  readonly recommending: Recommending
  /** Whether there is a language model to ask. */
  readonly hasModel: boolean
  tell(place: Place, user: number, nth: number, said: { change: string; people: number }): void
}

/** Interventions of a run: those that were planned, and those that somebody makes while it runs. */
export interface Interventions {
  /** All that were made, in order. */
  readonly made: readonly Intervention[]
  /** Makes what was planned for this turn. */
  before(place: Place): Promise<void> | undefined
  /** Makes one now, between two turns. @throws RecoError what is wrong with it; nothing is done then */
  make(intervention: Intervention): Promise<void>
}

/** Traits that can be set: scalars of mindsets, and columns of the mind that hold one number a person. */
export const traitsOf = (specs: MindDefinition['columns']): string[] => [
  ...SCALARS,
  ...Object.keys(specs).filter((name) => isTrait(specs, name) && !(SCALARS as readonly string[]).includes(name))
]

const isTrait = (specs: MindDefinition['columns'], name: string): boolean => {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
  return spec !== undefined && (spec.per ?? 'person') === 'person' && spec.type.startsWith('f')
}

/** @throws RecoError `intervention.unreadable`, naming the first that is */
export function interventionsIn(given: readonly unknown[] = []): Intervention[] {
  return given.map((one, at) => {
    const read = Intervention.safeParse(one)
    if (read.success) return read.data
    const [issue] = read.error.issues
    throw new RecoError('intervention.unreadable', {
      what: `Intervention ${at}: ${issue?.path.join('.') || 'it'}: ${issue?.message}`,
      fix: "Give { do: 'swap-recommender', to }, { do: 'drop-item', item } or { do: 'set-trait', trait, value, whom }, each with session and turn."
    })
  })
}

/** @throws RecoError what is wrong with one that was planned */
export async function createInterventions(planned: readonly Intervention[], reach: Reach): Promise<Interventions> {
  const made: Intervention[] = []
  const ready: (() => Promise<void>)[] = []
  let nth = 0
  let last = ''

  function told(one: Intervention, user: number, people: number): void {
    const here = `${one.session}.${one.turn}`
    nth = here === last ? nth + 1 : 0
    last = here
    made.push(one)
    reach.tell(one, user, nth, { change: JSON.stringify(one), people })
  }

  /** Finds all that it needs, so that nothing can be wrong with it when it is done. */
  async function prepared(one: Intervention): Promise<() => Promise<void>> {
    const { recommending, catalogue, users } = reach
    switch (one.do) {
      case 'swap-recommender': {
        const found = partOf('recommenders', one.to)
        if (found.definition.asksModel && !reach.hasModel) throw needsModel(one.to)
        return async () => {
          await recommending.swap(found)
          told(one, 0, users)
        }
      }
      case 'drop-item': {
        const item = catalogue.indexOf(one.item)
        if (item < 0) throw noSuchItem(one.item)
        return async () => {
          recommending.agent.withdraw(item)
          told(one, 0, users)
        }
      }
      case 'set-trait': {
        const whom = concerned(one.whom, reach)
        checkTrait(reach, one.trait)
        return async () => {
          setTrait(reach, whom, one.trait, one.value)
          told(one, whom[0]!, whom.length)
        }
      }
    }
  }

  for (const one of planned) ready.push(await prepared(one))
  return {
    made,
    make: async (one) => (await prepared(one))(),
    before({ session, turn }) {
      const due = ready.filter((_, i) => planned[i]!.session === session && planned[i]!.turn === turn)
      if (due.length === 0) return
      return due.reduce((before, act) => before.then(act), Promise.resolve())
    }
  }
}

/** @throws RecoError `intervention.nobody` */
function concerned(whom: Whom, { users, people }: Reach): number[] {
  if (whom !== 'everyone' && 'user' in whom) {
    if (whom.user < users) return [whom.user]
    throw nobody(`There is no person ${whom.user}; people are numbered 0 … ${users - 1}.`)
  }
  const all = Array.from({ length: users }, (_, user) => user)
  if (whom === 'everyone') return all
  const { segments } = people
  const at = segments.findIndex((one) => one.population === whom.population && one.segment === whom.segment)
  const found = at < 0 ? [] : all.filter((user) => people.segmentOf(user) === at)
  if (found.length === 0) throw nobody(`Nobody here is of the segment "${whom.segment}" of "${whom.population}".`)
  return found
}

/** What a mindset keeps in its context to know where it is; nobody's trait. */
const BOOKS: readonly string[] = ['session', 'turn']

/** @throws RecoError `intervention.no-such-trait` */
function checkTrait({ cast, specs }: Reach, trait: string): void {
  const { context } = cast.snapshot(0) as { context: Readonly<Record<string, unknown>> }
  const isFelt = Object.hasOwn(context, trait) && typeof context[trait] === 'number' && !BOOKS.includes(trait)
  if (!isFelt && !isTrait(specs, trait)) throw noSuchTrait(trait, traitsOf(specs))
}

/** What the mindset keeps is set there, anything else in the mind. */
function setTrait({ cast, columns }: Reach, users: readonly number[], trait: string, value: number): void {
  for (const user of users) if (!cast.set?.(user, trait, value)) columns[trait]![user] = value
}

const nobody = (what: string) =>
  new RecoError('intervention.nobody', { what, fix: 'Name people who take part in this run.' })

const noSuchTrait = (trait: string, known: readonly string[]) =>
  new RecoError('intervention.no-such-trait', {
    what: `Neither the mindset nor the mind keeps a trait "${trait}".`,
    fix: didYouMean(trait, known)
  })

const noSuchItem = (item: string) =>
  new RecoError('intervention.no-such-item', {
    what: `The catalogue holds no item "${item}".`,
    fix: 'Give the id of one of its items.'
  })

const needsModel = (name: string) =>
  new RecoError('intervention.needs-model', {
    what: `"${name}" asks a language model, and this run was started without one.`,
    fix: 'Start it with a model (--model), or take a recommender that needs none.'
  })
