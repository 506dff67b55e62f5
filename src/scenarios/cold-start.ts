import type { ScenarioDefinition } from '../define.ts'

export default {
  description: 'Strangers on a short first visit',
  version: 1,
  why: 'Nobody is known and there is little time: what is shown before anything was learnt decides who is still there.',
  turns: 8
} satisfies ScenarioDefinition
