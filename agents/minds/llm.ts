import { llmMind } from './llm/mind.ts'

export default llmMind(
  'A language model that is told who the person is, what it remembers and how it feels; needs --model',
  true
)
