import { rulesMind } from './rules/mind.ts'

export { type RulesParameters, SHORT_VIDEO } from './rules/parameters.ts'
export { rulesMind }

export default rulesMind()
