import type { ScenarioDefinition } from '../define.ts'

const now = { do: 'set-trait', session: 0, turn: 0 } as const

export default {
  description: 'People who never say a word, and go',
  version: 1,
  why: 'There is no instruction to obey and hardly a reaction to count: only what is opened, and for how long, says anything.',
  turns: 15,
  interventions: [
    { ...now, trait: 'outspokenness', value: 0 },
    { ...now, trait: 'expressiveness', value: 0.05 }
  ]
} satisfies ScenarioDefinition
