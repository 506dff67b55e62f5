import type { ScenarioDefinition } from '../define.ts'

const now = { do: 'set-trait', session: 0, turn: 0 } as const

export default {
  description: 'Four visits of people whom more of the same soon fills',
  version: 1,
  why: 'What is opened most today is what people have had enough of tomorrow: whoever serves the next click loses the next visit.',
  sessions: 4,
  turns: 8,
  interventions: [{ ...now, trait: 'variety', value: 1 }]
} satisfies ScenarioDefinition
