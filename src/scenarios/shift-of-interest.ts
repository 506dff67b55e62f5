import type { ScenarioDefinition } from '../define.ts'

export default {
  description: 'Everybody comes back with other interests',
  version: 1,
  why: 'In their second visit people like what somebody else liked in the first: what was learnt is wrong, and has to be unlearnt.',
  sessions: 2,
  turns: 12,
  shift: { session: 1 }
} satisfies ScenarioDefinition
