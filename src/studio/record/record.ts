import type { Act } from '../../contract/instruction.ts'
import { ACTIONS, type Cause, type Ending } from '../../contract/session.ts'
import type { Place } from '../../world/onlooker.ts'
import type { PopulationView } from '../api.ts'
import { ACTION_WIDTH, createActionCount } from './actions.ts'
import { createDiversity, DIVERSITY_WIDTH, diversityOf } from './diversity.ts'
import { createEndings } from './endings.ts'
import { createFlows } from './flows.ts'
import { type Groups, rowOf } from './groups.ts'
import type { Standing } from './headcount.ts'
import { createHistory, evenly } from './history.ts'
import { createInstructions } from './instructions.ts'
import { createRetention } from './retention.ts'
import type { Shape } from './shape.ts'

/** Segments whose curves are told beside everybody's. */
const CURVES = 6
/** Turns that are told of actions and diversity, at most. */
const TURNS_TOLD = 240

/** How a run was after a turn. */
export interface TurnRecord extends Place {
  /** People of each segment whose visit, the one under way, the stage had ended by then. */
  readonly stayed: ArrayLike<number>
  /** Who recommended, by name. */
  readonly recommender: string
  readonly standing: Standing
  /** User-steps done, the most that are left, and how many a second. */
  readonly done: number
  readonly left: number
  readonly perSecond: number
  /** How often each arrow of the recommender's chart has fired. */
  readonly duty: readonly number[]
}

/** Takes in what happens in a run, turn by turn, wherever that comes from, and tells what it came to. */
export interface RunRecord {
  /**
   * All have come who come for this visit.
   *
   * @param present people of each segment
   * @param moodOf  position in MOODS of a person's mood
   */
  begin(session: number, present: ArrayLike<number>, moodOf: (person: number) => number): void
  /** @param actions masks of the slots; the first `reached` count */
  reviewed(person: number, actions: Uint8Array, reached: number): void
  /** The mean distance of all pairs of a slate, 0 … 2, of whoever is in the sample. */
  seen(person: number, distance: number): void
  asked(person: number, act: Act): void
  followed(person: number, act: Act, before: number, after: number): void
  /** A visit ended, at this turn; also before `begin`, where a mind broke as its person came. */
  ended(person: number, place: Place, how: Ending, cause: Cause): void
  turnOver(turn: Omit<TurnRecord, 'stayed'>, moodOf: (person: number) => number): void
  /** People of each segment who were here until the stage ended the visit under way; so far. */
  readonly stayed: ArrayLike<number>
  /** Nothing more will come. */
  close(): void
  /** Thinned out to `most`. */
  turns(most?: number): readonly TurnRecord[]
  /** As it was after the last turn. */
  population(segment?: number): PopulationView
}

interface Kept {
  readonly turn: TurnRecord
  readonly actions: Float64Array
  readonly diversity: Float64Array
}

/** @param turns slates that a visit may have */
export function createRecord(groups: Groups, shape: Shape, turns: number): RunRecord {
  const { segments } = groups
  const perTurn =
    8 * segments.length * (2 + shape.states.length + shape.arrows.length + ACTION_WIDTH + DIVERSITY_WIDTH) + 1_000
  const history = createHistory<Kept>(perTurn)
  const retention = createRetention(groups, turns)
  const flows = createFlows(groups)
  const actions = createActionCount(groups)
  const diversity = createDiversity(groups)
  const instructions = createInstructions(groups)
  const endings = createEndings(groups)
  const stayed = new Float64Array(segments.length)
  const views = new Map<number | undefined, PopulationView>()

  function retentionOf(segment?: number): PopulationView['retention'] {
    const largest = segments
      .map((_, at) => at)
      .filter((at) => segments[at]!.people > 0)
      .sort((a, b) => segments[b]!.people - segments[a]!.people)
      .slice(0, CURVES)
    const chosen = segment === undefined ? (largest.length > 1 ? largest : []) : [segment]
    return [
      { name: 'everybody', ...retention.curve() },
      ...chosen.map((at) => ({ name: nameOf(segments, at), ...retention.curve(at) }))
    ]
  }

  function actionsOf(kept: readonly Kept[], segment?: number): PopulationView['actions'] {
    const rows = kept.map((one) => rowOf(one.actions, ACTION_WIDTH, segment))
    const impressions = rows.map((row) => row[ACTIONS.length]!)
    const share = (times: number, of: number) => (of > 0 ? times / of : 0)
    return {
      turns: kept.map(({ turn }) => ({ session: turn.session, turn: turn.turn })),
      shares: Object.fromEntries(
        ACTIONS.map((name, bit) => [name, rows.map((row, at) => share(row[bit]!, impressions[at]!))])
      ),
      impressions
    }
  }

  function diversityIn(kept: readonly Kept[], segment?: number): PopulationView['diversity'] {
    return kept
      .map(({ turn, diversity: table }) => ({ session: turn.session, turn: turn.turn, ...diversityOf(table, segment) }))
      .filter(({ n }) => n > 0)
  }

  function view(segment?: number): PopulationView {
    const kept = evenly(history.entries, TURNS_TOLD)
    return {
      retention: retentionOf(segment),
      flows: flows.links(segment),
      actions: actionsOf(kept, segment),
      instructions: instructions.view(segment),
      diversity: diversityIn(kept, segment),
      ...endings.view(segment)
    }
  }

  return {
    begin(session, present, moodOf) {
      retention.begin(present)
      stayed.fill(0)
      if (session === 0) flows.note(-1, moodOf)
      views.clear()
    },
    reviewed: actions.reviewed,
    seen: diversity.seen,
    asked: instructions.asked,
    followed: instructions.followed,
    ended(person, { session, turn }, how, cause) {
      retention.ended(person, turn, how)
      endings.ended(person, how, cause)
      if (how === 'truncated') stayed[groups.of[person]!]!++
      if (session === 0) flows.ended(person, how)
    },
    turnOver(turn, moodOf) {
      retention.turnOver(turn.turn + 1)
      if (turn.session === 0) flows.note(turn.turn, moodOf)
      history.add({ turn: { ...turn, stayed: stayed.slice() }, actions: actions.take(), diversity: diversity.take() })
      views.clear()
    },
    stayed,
    close: () => views.clear(),
    turns: (most = Number.POSITIVE_INFINITY) => evenly(history.entries, most).map(({ turn }) => turn),
    population(segment) {
      const known = views.get(segment) ?? view(segment)
      views.set(segment, known)
      return known
    }
  }
}

/** A segment's name; with its population's where there are several. */
export function nameOf(segments: Groups['segments'], at: number): string {
  const { population, segment } = segments[at]!
  return segments.every((one) => one.population === population) ? segment : `${population} · ${segment}`
}
