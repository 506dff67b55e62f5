import {
  type Catalogue,
  type Chance,
  type ColumnSpec,
  createReview,
  type Instruction,
  type Mind,
  type MindDefinition,
  type MindSetting,
  RecoError,
  type Rehearsed,
  type Review,
  type SlateView
} from '../../../src/define.ts'
import { createDecider } from '../llm/deciding.ts'
import { type Asked, rehearsing } from '../llm/rehearsal.ts'
import { answerOf } from '../llm/told.ts'
import { createAudit } from './audit.ts'
import { createFollowing, keepsLaws } from './following.ts'
import { createRouting, type MixOptions, settled } from './routing.ts'

type Columns = Record<string, ColumnSpec>

/** What is new to a segment is asked about once, however many its people are. */
function askedBy(catalogue: Catalogue, mix: Required<MixOptions>): Asked {
  const { born, routeOf } = createRouting(catalogue, mix)
  const asked = { parametric: 'no', new: 'once', audit: 'yes' } as const
  return { born, about: (row, slate, chance) => asked[routeOf(row, slate, chance)] }
}

/** A mix with what it is made of, so that runs can tell two apart. */
export interface MixedDefinition<Specs extends Columns = Columns> extends MindDefinition<Specs> {
  readonly parametric: MindDefinition<Specs>
  readonly mix: Required<MixOptions>
}

/**
 * A mind that asks a language model where it matters, and decides by a parametric mind elsewhere. The model goes through
 * slates that hold something new to a segment, and through a few drawn ones, on which the error is measured; it is asked
 * where the parametric mind comes to leaving or speaking up, and for what is then said.
 *
 * Where the model went through a slate, a parametric mind that keeps the columns of the mind of laws (`rules`, distilled
 * minds) takes in what the person did. Any other goes through the slate as well and remembers it as it would have gone.
 *
 * @param parametric answers at once, and asks no model
 * @throws RecoError `mix.bad-options`, `mix.not-parametric`
 */
export function mixed<Specs extends Columns>(
  parametric: MindDefinition<Specs>,
  options: MixOptions = {}
): MixedDefinition<Specs> {
  const mix = settled(options)
  if (parametric.asksModel) throw notParametric(parametric)
  return {
    description: `A language model for what is new, for leaving and for words; elsewhere: ${parametric.description}`,
    asksModel: true,
    columns: parametric.columns,
    parametric,
    mix,
    rehearsal: (onQuestion: (question: Rehearsed) => void) =>
      rehearsing(parametric, onQuestion, (catalogue) => askedBy(catalogue, mix)) as MindDefinition,
    create: (setting) => createMixed(parametric, mix, setting)
  }
}

function createMixed<Specs extends Columns>(
  parametric: MindDefinition<Specs>,
  mix: Required<MixOptions>,
  setting: MindSetting<Specs>
): Mind {
  const { catalogue, models } = setting
  const mind = parametric.create(setting)
  const decider = createDecider(catalogue, models)
  const { asking } = decider
  const routing = createRouting(catalogue, mix)
  const audit = createAudit(catalogue, 'weights' in parametric)
  const following = keepsLaws(parametric.columns)
    ? createFollowing(parametric.columns, setting as unknown as MindSetting)
    : undefined
  const made = { parametric: 0, new: 0, audit: 0, leaving: 0, instruction: 0 }
  /** What people said when they were about to leave, until it is asked for. */
  const said = new Map<number, Instruction>()

  function decide(row: number, slate: SlateView, chance: Chance, out: Review): void {
    if (mind.review(row, slate, chance, out) instanceof Promise) throw notParametric(parametric)
  }

  /** What the parametric mind would do. What it keeps of the person stays as it was, where it can follow later. */
  function wouldDo(row: number, slate: SlateView, chance: Chance): Review {
    const putBack = following?.keep(row)
    const review = createReview(slate.length)
    decide(row, slate, chance, review)
    putBack?.()
    return review
  }

  async function byModel(row: number, slate: SlateView, chance: Chance, out: Review, why: 'new' | 'audit') {
    const other = why === 'audit' || !following ? wouldDo(row, slate, chance) : undefined
    const compare = why === 'audit' ? audit.begin(slate, other!) : undefined
    await decider.review(row, slate, chance, out)
    compare?.(out)
    following?.reviewed(row, slate, out)
    made[why]++
  }

  /** Where the person feels like leaving, the model says whether it does. */
  function byParametric(row: number, slate: SlateView, chance: Chance, out: Review): Promise<void> | undefined {
    const spoke = following?.spoke(row) ?? 0
    decide(row, slate, chance, out)
    const answer = answerOf(out, (slot) => mind.thought(row, slate, out, slot))
    asking.reviewed(row, slate, answer)
    if (out.leaveCause !== 0 || out.disengageCause !== 0) return leaving(row, slate, chance, out, spoke)
    made.parametric++
    return undefined
  }

  async function leaving(row: number, slate: SlateView, chance: Chance, out: Review, spoke: number): Promise<void> {
    const instruction = await decider.depart(row, slate, chance, out)
    if (instruction) said.set(row, instruction)
    following?.departed(row, slate, out, spoke)
    made.parametric++
    made.leaving++
  }

  async function words(row: number, slate: SlateView, review: Review, chance: Chance): Promise<Instruction> {
    const instruction = await decider.reflect(row, slate, review, chance)
    made.instruction++
    return instruction
  }

  return {
    ...mind,
    born(row, persona) {
      mind.born(row, persona)
      asking.born(row, persona)
      routing.born(row, persona)
    },
    review(row, slate, chance, out) {
      said.delete(row)
      const route = routing.routeOf(row, slate, chance)
      return route === 'parametric' ? byParametric(row, slate, chance, out) : byModel(row, slate, chance, out, route)
    },
    reflect(row, slate, review, chance) {
      const known = said.get(row)
      said.delete(row)
      return known ?? words(row, slate, review, chance)
    },
    rest(row, session, how, felt, chance) {
      asking.over(row, session, how, felt)
      return mind.rest(row, session, how, felt, chance)
    },
    thought: (row, _slate, _review, slot) => asking.thoughtOf(row, slot),
    recall: (row) => [...asking.recall(row), ...(mind.recall?.(row) ?? [])],
    account() {
      const { parametric: byParametric, ...byModel } = made
      const decisions = byParametric + byModel.new + byModel.audit + byModel.leaving + byModel.instruction
      return { decisions, byParametric, byModel, error: audit.error() }
    }
  }
}

const notParametric = ({ description }: MindDefinition) =>
  new RecoError('mix.not-parametric', {
    what: `A mix has a mind that decides at once, and this one asks a model or answers later: ${description}`,
    fix: 'Give `rules`, a distilled mind, or one of your own that answers at once.'
  })
