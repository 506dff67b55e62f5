import { atLeaving } from './mix/at-leaving.ts'
import { rulesMind } from './rules/mind.ts'

export { atLeaving }

export default atLeaving(
  rulesMind(),
  'The mind `rules`, with a language model asked only where somebody is about to leave; needs --model'
)
