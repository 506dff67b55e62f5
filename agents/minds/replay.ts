import { llmMind } from './llm/mind.ts'

export default llmMind(
  'The mind `llm` again from recorded answers, exactly and without a server; needs --answers',
  'replay'
)
