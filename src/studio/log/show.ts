import { concat, defer, NEVER } from 'rxjs'
import type { AnyStateMachine } from 'xstate'
import type { Catalogue } from '../../contract/catalogue.ts'
import { RecoError } from '../../contract/error.ts'
import type { People } from '../../contract/population.ts'
import type { Manifest, RunResult } from '../../contract/result.ts'
import type { MindsetMachine } from '../../mindset.ts'
import { type LogReader, openLog } from '../../storage/log-reader.ts'
import type { Track } from '../api.ts'
import { about, find, itemsLike, labelsOf, shapeOf } from '../record/index.ts'
import type { Show } from '../scene.ts'
import { type CastOf, castEverybody } from './casting.ts'
import { frameOf } from './frames.ts'
import { interventionsIn } from './interventions.ts'
import { loggedIn } from './logged.ts'
import { notesOn } from './notes.ts'
import { lifeOf } from './person.ts'
import { playAgain } from './playing.ts'
import { titlesOf } from './titles.ts'
import { saysOf, sceneOf } from './view.ts'

/** What a manifest names, found again. */
export interface LogParts {
  readonly mindset: MindsetMachine
  readonly duty: AnyStateMachine
  /** Without it items are told by their ids, and how diverse slates were is not told. */
  readonly catalogue?: Catalogue | undefined
  /** Without them it is not told what a person is like. */
  readonly people?: People | undefined
}

export interface LogShowOptions {
  /** @throws RecoError where something that the manifest names is gone */
  readonly partsOf: (manifest: Manifest) => LogParts | Promise<LogParts>
  readonly castOf: CastOf
  /** User-steps that have been played again, and how many are left. */
  readonly onProgress?: ((done: number, left: number) => void) | undefined
  /** Reviews beyond which a share of the people is played again, and not all. */
  readonly mostReviews?: number | undefined
}

const FORGOTTEN = 'A log does not keep what is remembered.'

/**
 * A finished run, as its log has it: everybody's mindset is played again, turn by turn, and counted; a person's, when
 * somebody looks at it.
 *
 * @throws RecoError `log.missing`, `log.not-a-log`, `log.locked`, `log.other-layout`; whatever `partsOf` throws
 */
export async function openLogShow(file: string, options: LogShowOptions): Promise<Show> {
  const log = await openLog(file)
  try {
    return await showOf(log, options)
  } catch (error) {
    await log.close()
    throw error
  }
}

async function showOf(log: LogReader, { partsOf, castOf, onProgress, mostReviews }: LogShowOptions): Promise<Show> {
  const made = await interventionsIn(log) // first: this refuses other layouts
  const manifest = (await log.manifest()) as Manifest
  const result = (await log.result()) as RunResult | null
  const { mindset, duty, catalogue, people } = await partsOf(manifest)
  const logged = await loggedIn(log, people?.segments, mostReviews)
  const { users, rowOf, groups } = logged
  const everybody = castEverybody(mindset, logged, castOf)
  const shape = shapeOf(mindset)
  const view = await sceneOf(log, { manifest, mindset, duty, shape, logged, scalars: everybody.scalars })
  const dutyArrows = view.dutyArrows.length
  const stage = { log, manifest, result, logged, made, ...everybody, shape, catalogue, dutyArrows }
  const { record, before, parted } = await playAgain(stage, onProgress)
  const titles = titlesOf(catalogue, manifest)
  const interventions = saysOf(made, titles)
  const labels = labelsOf(mindset)
  const sought = { groups, census: everybody.census, labels, personOf: rowOf }

  function mustBe(segment?: number): void {
    if (segment === undefined || groups.segments[segment]) return
    throw new RecoError('studio.no-such-segment', {
      what: `There is no segment ${segment}; they are numbered 0 … ${groups.segments.length - 1}.`,
      fix: 'Give the position of one of the segments of this log.'
    })
  }

  async function trackOf(user: number, row: number): Promise<Track> {
    const { population, segment } = groups.segments[groups.of[row]!]!
    const persona = people?.person(user)
    const isSame = persona?.population === population && persona.segment === segment // else it is of another population
    const life = await lifeOf(log, row, logged, made, labels, everybody.alone(row), titles)
    return {
      user,
      population,
      segment,
      about: persona && isSame ? about(persona) : [],
      since: null,
      isLive: false,
      isWhole: true,
      ...life,
      memory: { person: [FORGOTTEN], recommender: [FORGOTTEN] }
    }
  }

  return {
    view: { ...view, note: notesOn(manifest, result, logged, parted, catalogue !== undefined) },
    frame(segment) {
      mustBe(segment)
      return frameOf(record.turns().at(-1) ?? before, 'ended', interventions, segment)
    },
    turns(segment, most) {
      mustBe(segment)
      return record.turns(most).map((turn) => frameOf(turn, 'ended', interventions, segment))
    },
    population(segment) {
      mustBe(segment)
      return record.population(segment)
    },
    find: (query) => find({ ...sought, userOf: (row) => users[row]!, isFollowed: () => false }, query),
    track(user) {
      const row = rowOf(user)
      if (row < 0) throw nobody(user)
      return concat(
        defer(() => trackOf(user, row)),
        NEVER // whoever listens stays, and nothing more comes
      )
    },
    items: (query, most) => (catalogue ? itemsLike(catalogue.items, query, most) : []),
    changed$: NEVER,
    ended: { result, error: null },
    close: () => log.close()
  }
}

const nobody = (user: number): RecoError =>
  new RecoError('studio.no-such-person', {
    what: `The log holds no person ${user}, or one who was not chosen to be played again.`,
    fix: 'Take a number from the list of people.'
  })
