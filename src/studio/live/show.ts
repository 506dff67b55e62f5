import { RecoError } from '../../contract/error.ts'
import type { RunResult } from '../../contract/result.ts'
import type { InspectionObserver } from '../../streams/cast.ts'
import type { Listener, Onlooker, Place } from '../../world/onlooker.ts'
import type { Witness } from '../../world/parts.ts'
import type { Ended, Frame, Phase } from '../api.ts'
import { about, find, itemsLike, labelsOf, rowOf, type Standing } from '../record/index.ts'
import type { Scene, Show } from '../scene.ts'
import { createStory } from '../story/index.ts'
import { cohortOf } from './cohort.ts'
import { createCounting } from './counting.ts'
import { countDuty } from './duty.ts'
import { type Follower, follow } from './follower.ts'
import { createFollowing } from './following.ts'
import { createChanges } from './interventions.ts'
import { createPulse } from './pulse.ts'
import { createStepReader } from './steps.ts'
import { viewOf } from './view.ts'

/** People who are followed from the beginning, by default. */
const COHORT = 24

export interface LiveOptions {
  /** People who are followed from the beginning; others are drawn beside them. */
  readonly follow?: readonly number[]
  /** How many are followed from the beginning in all, unless more were asked for. */
  readonly cohort?: number
  /** Told of the statecharts of those who are followed, and of the recommender's, as XState tells it. */
  readonly inspect?: InspectionObserver
}

/** A show of a run under way, and all that the run tells it. */
export interface LiveShow extends Show, Required<Omit<Onlooker, 'before' | 'witness' | 'listener'>>, Listener {
  readonly witness: Witness
  setPhase(phase: Phase, pace?: number | null): void
  closed(result: RunResult | undefined, error?: unknown): void
}

export function createShow(
  scene: Scene,
  { follow: asked = [], cohort: most = COHORT, inspect }: LiveOptions
): LiveShow {
  const { people, catalogue, cast, mind, mindset } = scene
  const counting = createCounting(scene)
  const { groups, shape, census, record, luck } = counting
  const labels = labelsOf(mindset)
  const duty = countDuty(scene.duty, () => scene.recommender().actor, inspect)
  const cohort = cohortOf(luck, groups, asked, most)
  const titleOf = (id: string) => catalogue.items[catalogue.indexOf(id)]?.title ?? id
  const changes = createChanges(groups, titleOf)
  const place = (): Place => ({ session: counting.count.session, turn: Math.max(0, counting.count.turn) })
  let phase: Phase = 'running'
  let pace: number | null = null
  let ended: Ended | undefined

  function followFrom(user: number): Follower {
    const persona = people.person(user)
    const isFirst = counting.count.turn < 0
    return follow({
      about: { user, population: persona.population, segment: persona.segment, about: about(persona) },
      since: isFirst ? null : place(),
      reader: createStepReader(labels, place, counting.clockOf(user) ?? persona.arrivesAt),
      story: createStory(titleOf),
      watch: (observer) => cast.watch?.(user, observer),
      memory: () => ({
        person: told(() => mind.recall?.(user)),
        recommender: told(() => scene.recommender().way.recall?.(user))
      }),
      inspect
    })
  }

  const following = createFollowing(groups.people, cohort, followFrom)
  const pulse = createPulse(() => following.isListenedTo, following.flush)
  const stir = () => pulse.stir(counting.count.done)

  function frameOf(
    { present, states, arrows }: Standing,
    stayed: ArrayLike<number>,
    when: Pick<Frame, 'session' | 'turn' | 'done' | 'left' | 'perSecond' | 'dutyArrows' | 'recommender'>,
    segment?: number
  ): Frame {
    return {
      phase,
      pace,
      ...when,
      present: rowOf(present, 1, segment)[0]!,
      stayed: rowOf(stayed, 1, segment)[0]!,
      states: [...rowOf(states, shape.states.length, segment)],
      arrows: [...rowOf(arrows, shape.arrows.length, segment)],
      interventions: changes.list.filter((one) => isBy(one, when))
    }
  }

  function mustBe(segment?: number): void {
    if (segment === undefined || groups.segments[segment]) return
    throw new RecoError('studio.no-such-segment', {
      what: `There is no segment ${segment}; they are numbered 0 … ${groups.segments.length - 1}.`,
      fix: 'Give the position of one of the segments of this run.'
    })
  }

  const view = viewOf(scene, counting, duty.arrows, cohort)
  return {
    view,
    get ended() {
      return ended
    },
    frame(segment) {
      mustBe(segment)
      const { session, turn, done, left } = counting.count
      const recommender = scene.recommender().name
      const perSecond = phase === 'running' ? pulse.rate() : 0
      const when = { session, turn, done, left, perSecond, recommender, dutyArrows: [...duty.counts] }
      return frameOf(counting.standing(), record.stayed, when, segment)
    },
    turns(segment, most) {
      mustBe(segment)
      return record.turns(most).map(({ session, turn, standing, stayed, recommender, done, left, perSecond, duty }) => {
        const when = { session, turn, done, left, perSecond, recommender, dutyArrows: duty }
        return frameOf(standing, stayed, when, segment)
      })
    },
    population(segment) {
      mustBe(segment)
      return record.population(segment)
    },
    find: (query) => find({ groups, census, labels, isFollowed: (user) => following.heard[user] === 1 }, query),
    track(user) {
      if (Number.isInteger(user) && user >= 0 && user < groups.people) return following.track(user)
      throw new RecoError('studio.no-such-person', {
        what: `There is no person ${user} in this run; they are numbered 0 … ${groups.people - 1}.`,
        fix: 'Give the number of one of them.'
      })
    },
    items: (query, most) => itemsLike(catalogue.items, query, most),
    changed$: pulse.beats$,
    async close() {
      duty.stop()
      following.release()
      following.close()
      pulse.stop()
    },

    ready(where) {
      duty.look()
      counting.ready(where)
      stir()
    },
    breathed(done, left) {
      counting.breathed(done, left)
      stir()
    },
    after(where, present) {
      counting.after(where, present, pulse.rate(), duty.counts)
      stir()
    },
    witness: counting.witness,
    get ears() {
      return following.isListening ? following.heard : undefined
    },
    told(event) {
      if (event.type === 'intervention.made') following.toldTo(event, changes.made(event))
      else following.told(event)
    },
    setPhase(next, at = pace) {
      phase = next
      pace = at
      stir()
    },
    closed(result, error) {
      phase = error === undefined ? 'ended' : 'failed'
      ended = { result: result ?? null, error: error === undefined ? null : messageOf(error) }
      counting.closed()
      duty.stop()
      following.release()
      stir()
    }
  }
}

/** What somebody remembers, in its own code: whoever looks on must not break a run over it. */
function told(recall: () => readonly string[] | undefined): readonly string[] {
  try {
    return recall() ?? []
  } catch {
    return []
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const isBy = (one: Place, when: Place): boolean =>
  one.session < when.session || (one.session === when.session && one.turn <= when.turn)
