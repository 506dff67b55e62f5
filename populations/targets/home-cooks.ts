import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const homeCooks: PopulationDefinition = {
  description: 'People who cook at home and look for the next thing to make, from weekday suppers to sourdough',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'weekday feeders',
      share: 38,
      description: 'Something healthy on the table in half an hour, for people who do not all like the same',
      voice: 'warm',
      interests: {
        'quick dinner recipes': loves,
        'family meals': loves,
        'budget cooking': likes,
        'kitchen tips': likes,
        'restaurant reviews': { mean: -0.25, sd: 0.25 },
        'video games': dislikes
      },
      formats: { short: 0.5, carousel: 0.4, video: 0.1, live: -0.4 },
      preferredSeconds: { median: 45, spread: 0.5 },
      traits: { patience: { mean: 0.45, sd: 0.18 }, activity: { mean: 0.55, sd: 0.2 } },
      age: { min: 27, max: 52 },
      hours: [10, 12, 15, 16, 17, 18]
    },
    {
      name: 'weekend bakers',
      share: 24,
      description: 'Feed their starter, weigh their flour, and do not mind a cake that takes two days',
      voice: 'warm',
      interests: {
        'baking bread and cakes': loves,
        'home cooking': likes,
        'knitting and crafts': enjoys,
        'gentle music': enjoys,
        'fast food': dislikes,
        'football news': dislikes
      },
      formats: { video: 0.6, carousel: 0.4, short: 0.1 },
      preferredSeconds: { median: 300, spread: 0.7 },
      traits: { patience: { mean: 0.7, sd: 0.15 }, pickiness: { mean: 0.6, sd: 0.18 } },
      age: { min: 25, max: 68 },
      device: 'tablet',
      hours: [8, 9, 10, 14, 15, 20, 21]
    },
    {
      name: 'adventurous eaters',
      share: 22,
      description: 'Cook their way around the world and carry three kinds of chili in the cupboard',
      voice: 'playful',
      interests: {
        'street food': loves,
        'cooking from around the world': loves,
        'food travel': likes,
        'kitchen science': enjoys,
        'diet and weight loss': hates,
        'celebrity gossip': dislikes
      },
      formats: { short: 0.3, video: 0.5 },
      preferredSeconds: { median: 120, spread: 0.8 },
      traits: { variety: { mean: 0.8, sd: 0.15 }, expressiveness: { mean: 0.55, sd: 0.2 } },
      age: { min: 22, max: 48 },
      region: 'city',
      hours: [12, 13, 18, 19, 21, 22]
    },
    {
      name: 'health-minded cooks',
      share: 16,
      description: 'Read the label first; plants, protein and a plan for the week',
      voice: 'plain',
      interests: {
        'healthy vegetarian recipes': loves,
        'nutrition and fitness': likes,
        'meal planning': likes,
        'skincare routines': enjoys,
        'barbecue meat': hates,
        'sweets and candy': dislikes
      },
      formats: { short: 0.3, carousel: 0.4, article: 0.2 },
      preferredSeconds: { median: 60, spread: 0.6 },
      traits: { pickiness: { mean: 0.65, sd: 0.15 }, outspokenness: { mean: 0.55, sd: 0.2 } },
      age: { min: 20, max: 50 },
      hours: [6, 7, 12, 17, 18, 20]
    }
  ]
}

export default homeCooks
