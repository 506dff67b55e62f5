import type { ScenarioDefinition } from '../define.ts'

export default {
  description: 'People whose signals mislead: they open what they do not like, or ask and believe nothing',
  version: 1,
  why: 'A recommender that takes every click for a wish, or every wish for the truth, is led astray by them.',
  population: {
    description: 'People whose clicks and words are bad guides to what keeps them',
    sources: ['assumed: extremes of the traits, to mark how far a recommender can be misled'],
    segments: [
      {
        name: 'openers of everything',
        share: 1,
        description: 'Tap whatever is popular, with no patience for any of it',
        interests: { 'science explained': 0.8, 'celebrity gossip': -0.8, 'prank comedy': -0.6, 'world news': 0.4 },
        formats: { short: 0.8, article: -0.4 },
        preferredSeconds: { median: 20, spread: 0.4 },
        traits: { activity: 1, conformity: 1, pickiness: 0.1, patience: 0.15, outspokenness: 0.1, variety: 0.9 }
      },
      {
        name: 'against whatever is liked',
        share: 1,
        description: 'Pass what others like; open little, and like almost nothing',
        voice: 'blunt',
        interests: { 'independent journalism': 0.9, 'folk music': 0.5, 'pop music': -0.9, football: -0.7 },
        preferredSeconds: { median: 240, spread: 0.8 },
        traits: { conformity: 0, pickiness: 0.95, expressiveness: 0.05, trust: 0.1, patience: 0.4 }
      },
      {
        name: 'never content',
        share: 1,
        description: 'Complain at every turn, and expect nothing of it',
        voice: 'blunt',
        interests: { 'home cooking': 0.6, 'video games': 0.5, 'political debates': -0.8, 'makeup and beauty': -0.6 },
        preferredSeconds: { median: 45, spread: 0.6 },
        traits: { outspokenness: 1, trust: 0, pickiness: 0.8, patience: 0.3, variety: 1 }
      }
    ]
  },
  turns: 12
} satisfies ScenarioDefinition
