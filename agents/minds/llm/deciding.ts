import {
  type Catalogue,
  type Chance,
  type Decision,
  type Instruction,
  type Models,
  RecoError,
  type Review,
  type SlateView
} from '../../../src/define.ts'
import { askStructured } from '../../../src/models/structured.ts'
import { departAnswer, type ReflectAnswer, reflectAnswer, reviewAnswer } from './answers.ts'
import { createAsking } from './asking.ts'
import { leaving, take } from './take.ts'

/** What a model is asked to decide; each a slot of the address that its chance comes from. */
const QUESTIONS = ['review', 'instruction', 'departure'] as const

/** Decides by a model: what a person does with a slate, what it asks for, whether it goes. */
export function createDecider(catalogue: Catalogue, models: Models | undefined) {
  if (!models) throw withoutModel()
  const asking = createAsking(catalogue)
  const body = (chance: Chance, slate: SlateView, name: (typeof QUESTIONS)[number]) => ({
    seed: seedOf(chance, slate, QUESTIONS.indexOf(name))
  })
  const reviewing = (row: number, slate: SlateView, chance: Chance) => {
    const question = { name: 'review', schema: reviewAnswer(slate.length), body: body(chance, slate, 'review') }
    return askStructured(models, { ...question, ...asking.review(row, slate) }, about('review', slate))
  }
  return {
    asking,

    async review(row: number, slate: SlateView, chance: Chance, out: Review): Promise<void> {
      const answer = await reviewing(row, slate, chance)
      take(catalogue, slate, answer, out)
      asking.reviewed(row, slate, answer)
    },

    async again(row: number, slate: SlateView, chance: Chance, out: Review): Promise<void> {
      take(catalogue, slate, await reviewing(row, slate, chance), out)
    },

    async reflect(row: number, slate: SlateView, review: Review, chance: Chance): Promise<Instruction> {
      const question = { name: 'instruction', schema: reflectAnswer, body: body(chance, slate, 'instruction') }
      const asked = { ...question, ...asking.reflect(row, slate, review) }
      const instruction = instructionOf(await askStructured(models, asked, about('reflect', slate)))
      asking.reflected(row, instruction)
      return instruction
    },

    /** Changes what the review says of leaving; what the person says, where it speaks. */
    async depart(row: number, slate: SlateView, chance: Chance, out: Review): Promise<Instruction | undefined> {
      const question = { name: 'departure', schema: departAnswer, body: body(chance, slate, 'departure') }
      const asked = { ...question, ...asking.depart(row, slate, out) }
      const { next, cause, instruction } = await askStructured(models, asked, about('reflect', slate))
      leaving(out, next, cause)
      if (!instruction) return undefined
      const said = instructionOf(instruction)
      asking.reflected(row, said)
      return said
    }
  }
}

const instructionOf = ({ text, act, target, seconds, also }: ReflectAnswer): Instruction => ({
  text,
  act,
  target,
  ...(seconds === null || act !== 'length' ? {} : { seconds }),
  ...(also === null ? {} : { also })
})

const about = (kind: 'review' | 'reflect', { user, session, turn }: SlateView): Decision => ({
  agent: 'mind',
  kind,
  user,
  session,
  turn
})

/** Gives each question chance of its own, where the server draws by a seed: a whole number below 2³¹. */
const seedOf = (chance: Chance, { user, session, turn }: SlateView, slot: number): number =>
  Math.floor(chance.for('model').at(user, session, turn, slot) * 2 ** 31)

const withoutModel = () =>
  new RecoError('mind.no-model', {
    what: 'This mind asks a language model, and was given none.',
    fix: 'Name one: --model and --base-url, or `model: { name, baseUrl }`.'
  })
