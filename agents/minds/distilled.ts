import { type MindDefinition, RecoError } from '../../src/define.ts'
import { type DistilledWeights, readWeights } from '../../src/learning/distil/weights.ts'
import { COLUMNS } from './distilled/columns.ts'
import { createDecider } from './distilled/decide.ts'
import { type Observing, observing } from './distilled/observe.ts'
import { createStreams } from './distilled/streams.ts'
import { createArrival } from './rules/arrive.ts'
import { createBirth } from './rules/born.ts'
import type { RulesSetting } from './rules/columns.ts'
import { SHORT_VIDEO } from './rules/parameters.ts'
import { createRecall } from './rules/recall.ts'
import { createReflection } from './rules/reflect.ts'
import { createRest } from './rules/rest.ts'
import { createThinking } from './rules/think.ts'

export { type DistilledWeights, type Observing, observing, readWeights }

/** A mind with what it was fitted to; the weights are part of it, so that runs can tell two apart. */
export interface DistilledDefinition extends MindDefinition<typeof COLUMNS> {
  readonly weights: DistilledWeights
}

/**
 * A mind that does as another did, by weights that were fitted to that one's answers: at once, from columns alone. What it
 * says, and when it comes back, are as in the mind of laws.
 *
 * @param given weights, or what was read from a file of them
 * @throws RecoError `distil.bad-weights`; `distil.unknown-feature`, when it is created
 */
export function distilledMind(given: DistilledWeights | unknown): DistilledDefinition {
  const weights = readWeights(given)
  return {
    description: `Parametric, fitted to ${weights.fittedOn.decisions} decisions of ${weights.teacher || 'another mind'}`,
    columns: COLUMNS,
    weights,
    create(setting) {
      const { columns } = setting
      const streamsOf = createStreams()
      const { review, affinity, segments } = createDecider(setting, weights)
      const birth = createBirth(setting)
      const rest = createRest(setting, SHORT_VIDEO)
      const numbers = new Map(segments.map((name, at) => [name, at + 1]))
      return {
        born(row, persona) {
          birth(row, persona)
          columns.segment[row] = numbers.get(`${persona.population}/${persona.segment}`) ?? 0
        },
        arrive: createArrival(setting, SHORT_VIDEO),
        review: (row, slate, luck, out) => review(row, slate, streamsOf(luck), out),
        reflect: createReflection(setting),
        rest: (row, session, how, felt, luck) => rest(row, session, how, felt, streamsOf(luck).return),
        thought: createThinking(setting),
        affinity,
        recall: createRecall(setting as unknown as RulesSetting)
      }
    }
  }
}

/** What stands on the shelf: a mind that has not been fitted to anybody yet. */
const unfitted: MindDefinition = {
  description:
    'Parametric, fitted to the answers of another mind, such as a language model’s; needs weights of your own',
  columns: COLUMNS,
  create() {
    throw new RecoError('mind.no-weights', {
      what: 'A distilled mind does as another one did, and has not been fitted to any.',
      fix: 'Fit one with `recoworld distil`, and give the file that it writes: --mind ./distilled.mjs.'
    })
  }
}
export default unfitted
