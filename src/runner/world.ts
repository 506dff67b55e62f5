import type { Observable } from 'rxjs'
import type { InspectionObserver } from '../../agents/user.ts'
import { RecoError } from '../contract/error.ts'
import type { EventOf, WorldEvent } from '../contract/event.ts'
import type { RunResult } from '../contract/result.ts'
import type { CrowdCast } from '../crowd/cast.ts'
import type { Promoted } from '../crowd/promote.ts'
import { createBus, type MoodCount, only } from '../streams/bus.ts'
import type { Cast } from '../streams/cast.ts'
import { checkKeys, numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { playWorld } from './playing.ts'
import { checkNames } from './setting.ts'

/** A world: what happens in it as streams, what comes of it as a promise. */
export interface World {
  readonly events$: Observable<WorldEvent>
  readonly feedback$: Observable<EventOf<'feedback.given'>>
  readonly disengagement$: Observable<EventOf<'disengagement.sensed'>>
  readonly instructions$: Observable<EventOf<'instruction.given'>>
  /** How many people are in each mood, after each turn. */
  readonly mindsets$: Observable<MoodCount>
  /** Lets everybody meet the recommender, from the beginning; the same every time. */
  run(options?: RunOptions): Promise<RunResult>
  /**
   * Makes a person of a crowd a live actor, while a run is under way: it can be inspected and driven, hears all that its row
   * hears, and is compared with it after every event, until it is released.
   *
   * @throws RecoError `promote.no-crowd` where there is no crowd in this thread; `promote.no-such-person`
   */
  promote(user: number, inspect?: InspectionObserver): Promoted
}

/**
 * A population that meets a recommender.
 *
 * @throws RecoError `run.bad-option`, `shelf.unknown-name`; what needs a file to be read is thrown by `run`
 */
export function createWorld(options: WorldOptions = {}): World {
  checkKeys(options)
  numbersOf(options)
  checkNames(options)
  const bus = createBus()
  let isUnderWay = false
  let people: Cast | undefined
  return {
    events$: bus.events.asObservable(),
    feedback$: bus.events.pipe(only('feedback.given')),
    disengagement$: bus.events.pipe(only('disengagement.sensed')),
    instructions$: bus.events.pipe(only('instruction.given')),
    mindsets$: bus.mindsets.asObservable(),
    async run(run = {}) {
      if (isUnderWay)
        throw new RecoError('run.under-way', {
          what: 'This world is being run already; two runs of one world would share its streams.',
          fix: 'Await the first run, or make a second world.'
        })
      isUnderWay = true
      try {
        const onCast = (cast: Cast) => {
          people = cast
        }
        return (await playWorld(options, run, bus, { onCast })).result
      } finally {
        isUnderWay = false
        people = undefined
      }
    },
    promote(user, inspect) {
      if (!people || !isCrowd(people)) throw noCrowd()
      const most = numbersOf(options).users - 1
      if (!(Number.isInteger(user) && user >= 0 && user <= most))
        throw new RecoError('promote.no-such-person', {
          what: `There is no person ${String(user)}; people are numbered 0 … ${most}.`,
          fix: 'Give a whole number in that range.'
        })
      return people.promote(user, inspect ? { inspect } : {})
    }
  }
}

const isCrowd = (cast: Cast): cast is CrowdCast => 'promote' in cast

const noCrowd = () =>
  new RecoError('promote.no-crowd', {
    what: 'There is no crowd under way in this thread.',
    fix: "Promote while run() is under way, say from onProgress, with engine 'crowd' and threads 1; live people are named in `inspect`."
  })
