import type { PopulationDefinition } from 'recoworld/define'

/** People with time to spend. What they like is drawn by the mind, as W1 has it; a topic is named since a population must. */
export default {
  description: 'People with 200 minutes to spend, whose tastes are drawn by their mind',
  sources: ['Ie et al., RecSim, 2019: the environment interest_evolution'],
  segments: [{ name: 'viewers', share: 1, interests: { 'topic 0': { min: -1, max: 1 } } }]
} satisfies PopulationDefinition
