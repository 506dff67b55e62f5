import { RecoError } from '../../contract/error.ts'
import { ACTIONS, type Action, CAUSES, type Cause } from '../../contract/session.ts'
import { createChance } from '../../kernel/chance.ts'
import { type Answer, IMPRESSION, REACTION, TURN } from './answer.ts'
import { heldOutOf } from './held-out.ts'
import { fitCauses, fitChance, fitMean, fitWatch, type Names } from './models.ts'
import {
  impressionRows,
  impressionsOf,
  isOpened,
  maskOf,
  ratioOf,
  type Segments,
  segmentsOf,
  slateRows,
  watchedIn
} from './rows.ts'
import type { DistilledWeights, Linear } from './weights.ts'

/** Fewer decisions than this say too little. */
const FEWEST = 50
const REACTIONS = ['like', 'comment', 'share', 'follow', 'hide'] as const satisfies readonly Action[]

export interface FitOptions {
  /** Decides who is held out. Default 7. */
  readonly seed?: number
  /** The part of people who are held out to be tested on, 0 (nobody, and no report) to below 1. Default 0.2. */
  readonly heldOut?: number
  /** Whose answers they are, for whoever reads the weights. */
  readonly teacher?: string
}

/**
 * Fits a mind to the answers of another. People who are held out are foretold by a fit to the others, which is reported;
 * the weights are then fitted to all.
 *
 * @throws RecoError `distil.too-few` below 50 decisions; `distil.no-fit`
 */
export function fit(
  answers: readonly Answer[],
  { seed = 7, heldOut = 0.2, teacher = '' }: FitOptions = {}
): DistilledWeights {
  const looked = answers.filter(({ deed }) => deed.reached > 0)
  if (looked.length < FEWEST)
    throw new RecoError('distil.too-few', {
      what: `There are ${looked.length} decisions to learn from; ${FEWEST} are the fewest.`,
      fix: 'Ask more people, or for more turns.'
    })
  const luck = createChance(seed).for('held out')
  const isHeldOut = ({ user }: Answer) => luck.at(user) < heldOut
  const [tested, rest] = [looked.filter(isHeldOut), looked.filter((answer) => !isHeldOut(answer))]
  const report =
    tested.length > 0 && rest.length >= FEWEST ? heldOutOf(weightsOf(rest, seed, teacher), rest, tested) : null
  return { ...weightsOf(looked, seed, teacher), heldOut: report }
}

function weightsOf(answers: readonly Answer[], seed: number, teacher: string): DistilledWeights {
  const segments = segmentsOf(answers)
  const impressions = impressionsOf(answers)
  return {
    kind: 'recoworld.distilled',
    version: 1,
    teacher,
    fittedOn: {
      people: new Set(answers.map(({ user }) => user)).size,
      decisions: answers.length,
      impressions: impressions.length,
      seed
    },
    ...ofImpressions(answers, segments),
    ...ofSlates(answers, segments),
    heldOut: null
  }
}

function ofImpressions(answers: readonly Answer[], segments: Segments) {
  const names: Names = { features: IMPRESSION, segments }
  const all = impressionsOf(answers)
  const opened = impressionsOf(answers, isOpened)
  const passed = impressionsOf(answers, (mask) => !isOpened(mask))
  const did = (action: Action) => {
    const bit = 1 << ACTIONS.indexOf(action)
    return (of: typeof all) => Float64Array.from(of, (one) => (maskOf(one) & bit ? 1 : 0))
  }
  const openedRows = impressionRows(opened, segments)
  const reactionRows = impressionRows(opened, segments, watchedIn)
  const passedRows = impressionRows(passed, segments)
  const reactions = Object.fromEntries(
    REACTIONS.map((action): [Action, Linear] => [
      action,
      fitChance(reactionRows, did(action)(opened), { features: REACTION, segments })
    ])
  )
  const passing = Object.fromEntries(
    REACTIONS.filter((action) => did(action)(passed).includes(1)).map((action): [Action, Linear] => [
      action,
      fitChance(passedRows, did(action)(passed), names)
    ])
  )
  const glances = answers.map(({ deed }) => deed.glance).filter((seconds) => !Number.isNaN(seconds))
  return {
    opened: fitChance(
      impressionRows(all, segments),
      Float64Array.from(all, (one) => Number(isOpened(maskOf(one)))),
      names
    ),
    watch: fitWatch(openedRows, Float64Array.from(opened, ratioOf), names),
    reactions,
    passing,
    glanceSeconds: glances.length === 0 ? 0 : glances.reduce((sum, one) => sum + one, 0) / glances.length
  }
}

const BEFORE_DELIGHT = TURN.slice(0, -1)
/** What is known of a person when it has not looked yet. */
const BEFORE_LOOKING = TURN.slice(0, TURN.indexOf('looked'))

function ofSlates(answers: readonly Answer[], segments: Segments) {
  const names: Names = { features: TURN, segments }
  const rowsOf = (of: readonly Answer[], features: readonly string[] = TURN) =>
    slateRows(of, segments, features.length, ({ after }) => after)
  const flag = (of: readonly Answer[], is: (answer: Answer) => boolean) =>
    Float64Array.from(of, (one) => Number(is(one)))
  const left = answers.filter(({ deed }) => deed.leaveCause !== 0)
  const stayed = answers.filter(({ deed }) => deed.leaveCause === 0)
  const causesOf = (of: readonly Answer[], which: 'leaveCause' | 'disengageCause') =>
    byCause(
      fitCauses(
        rowsOf(of),
        Uint8Array.from(of, ({ deed }) => deed[which]),
        names
      )
    )
  return {
    stops: fitChance(
      rowsOf(answers, BEFORE_LOOKING),
      flag(answers, isCutShort),
      { features: BEFORE_LOOKING, segments },
      Float64Array.from(answers, (answer) => answer.deed.reached - (isCutShort(answer) ? 0 : 1))
    ),
    delight: fitMean(
      rowsOf(answers, BEFORE_DELIGHT),
      Float64Array.from(answers, ({ deed }) => deed.delight),
      { features: BEFORE_DELIGHT, segments }
    ),
    leaves: causesOf(answers, 'leaveCause'),
    silent: silentIn(left),
    speaks: causesOf(stayed, 'disengageCause')
  }
}

const isCutShort = ({ deed, length }: Answer) => deed.reached < length

function byCause(fits: ReadonlyMap<number, Linear>): Partial<Record<Cause, Linear>> {
  return Object.fromEntries([...fits].map(([cause, linear]) => [CAUSES[cause]!, linear]))
}

/** Of those who left for a cause, the part that had it as a complaint. */
function silentIn(left: readonly Answer[]): Partial<Record<Cause, number>> {
  const parts: Partial<Record<Cause, number>> = {}
  for (const [at, cause] of CAUSES.entries()) {
    const those = left.filter(({ deed }) => deed.leaveCause === at)
    if (those.length > 0) parts[cause] = those.filter(({ deed }) => deed.disengageCause !== 0).length / those.length
  }
  return parts
}
