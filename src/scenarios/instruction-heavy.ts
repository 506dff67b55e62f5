import type { ScenarioDefinition } from '../define.ts'

const now = { do: 'set-trait', session: 0, turn: 0 } as const

export default {
  description: 'People who say what they want, again and again',
  version: 1,
  why: 'Almost everybody speaks up before leaving, and goes when it is ignored: obeying counts for more than guessing.',
  turns: 15,
  interventions: [
    { ...now, trait: 'outspokenness', value: 0.95 },
    { ...now, trait: 'trust', value: 0.8 }
  ]
} satisfies ScenarioDefinition
