import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const newParents: PopulationDefinition = {
  description:
    'People with a baby or a toddler: short of sleep, full of questions, one hand free at three in the morning',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'first months',
      share: 36,
      description: 'Feeding by night light; want to hear that it is normal, and from someone who knows',
      voice: 'warm',
      interests: {
        'newborn baby care': loves,
        'sleep tips for babies': loves,
        'family life': likes,
        'calm music': enjoys,
        'scary health news': hates,
        'nightlife and parties': dislikes
      },
      formats: { short: 0.4, carousel: 0.3, article: 0.2, audio: 0.2, live: -0.4 },
      preferredSeconds: { median: 40, spread: 0.6 },
      traits: {
        activity: { mean: 0.65, sd: 0.2 },
        patience: { mean: 0.35, sd: 0.15 },
        trust: { mean: 0.6, sd: 0.15 }
      },
      age: { min: 23, max: 42 },
      hours: [1, 3, 5, 10, 13, 15, 21]
    },
    {
      name: 'toddler chasers',
      share: 34,
      description: 'Looking for a supper that gets eaten and a game for a rainy afternoon',
      voice: 'playful',
      interests: {
        'toddler activities': loves,
        'family meals': loves,
        'easy crafts for children': likes,
        'parenting comedy': likes,
        'family travel': enjoys,
        'stock market finance': dislikes,
        'video games': dislikes
      },
      formats: { short: 0.6, carousel: 0.3, article: -0.3 },
      preferredSeconds: { median: 28, spread: 0.5 },
      traits: { expressiveness: { mean: 0.55, sd: 0.2 } },
      age: { min: 25, max: 44 },
      hours: [6, 9, 13, 14, 20, 21]
    },
    {
      name: 'back at work',
      share: 20,
      description: 'Nursery run, office, nursery run; plan the week in the lift',
      voice: 'plain',
      interests: {
        'meal planning': loves,
        'work and career advice': likes,
        'home fitness': likes,
        'personal finance': enjoys,
        'perfect family influencers': hates,
        'celebrity gossip': dislikes
      },
      formats: { short: 0.4, audio: 0.4, article: 0.1 },
      preferredSeconds: { median: 35, spread: 0.5 },
      traits: { patience: { mean: 0.3, sd: 0.12 }, pickiness: { mean: 0.6, sd: 0.18 } },
      age: { min: 26, max: 45 },
      region: 'city',
      hours: [7, 8, 12, 17, 21, 22]
    },
    {
      name: 'still myself',
      share: 10,
      description: 'Love the child, miss the old evenings; want an hour that is about something else',
      voice: 'blunt',
      interests: {
        'rock music': likes,
        'new films and series': likes,
        'city travel': likes,
        'science explained': enjoys,
        'newborn baby care': dislikes,
        'parenting advice': hates
      },
      formats: { video: 0.4, short: 0.2 },
      preferredSeconds: { median: 120, spread: 0.8 },
      traits: { outspokenness: { mean: 0.6, sd: 0.2 }, variety: { mean: 0.75, sd: 0.15 } },
      age: { min: 24, max: 42 },
      hours: [20, 21, 22, 23]
    }
  ]
}

export default newParents
