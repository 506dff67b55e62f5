import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const beautyLovers: PopulationDefinition = {
  description: 'People who care about skin, hair, make-up and clothes: to try, to learn, to buy well, or just to look',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'trend triers',
      share: 36,
      description: 'Saw it this morning, wear it tonight',
      voice: 'playful',
      interests: {
        'makeup tutorials': loves,
        'fashion and beauty': loves,
        'pop music': likes,
        'celebrity gossip': enjoys,
        'computer hardware': dislikes,
        'political news': dislikes
      },
      formats: { short: 0.7, image: 0.4, carousel: 0.2, article: -0.5 },
      preferredSeconds: { median: 22, spread: 0.4 },
      traits: {
        conformity: { mean: 0.75, sd: 0.15 },
        expressiveness: { mean: 0.6, sd: 0.18 },
        patience: { mean: 0.35, sd: 0.15 }
      },
      age: { min: 15, max: 28 },
      hours: [7, 12, 16, 18, 20, 21, 22]
    },
    {
      name: 'skin readers',
      share: 28,
      description: 'Read the list of ingredients before the price; believe a study sooner than a star',
      voice: 'formal',
      interests: {
        skincare: loves,
        'science of skincare': loves,
        'healthy food': likes,
        'yoga and fitness': enjoys,
        'celebrity beauty': dislikes,
        'miracle products': hates
      },
      formats: { video: 0.4, carousel: 0.4, article: 0.3, short: 0.1 },
      preferredSeconds: { median: 180, spread: 0.7 },
      traits: {
        pickiness: { mean: 0.75, sd: 0.15 },
        conformity: { mean: 0.25, sd: 0.15 },
        outspokenness: { mean: 0.6, sd: 0.2 }
      },
      age: { min: 22, max: 48 },
      hours: [8, 12, 20, 21, 22]
    },
    {
      name: 'ten minutes before work',
      share: 24,
      description: 'One routine that holds until evening, for little money',
      voice: 'plain',
      interests: {
        'quick makeup': loves,
        'budget beauty': loves,
        'hair styling': likes,
        'easy recipes': enjoys,
        'luxury shopping': dislikes,
        'football news': dislikes
      },
      formats: { short: 0.5, carousel: 0.2 },
      preferredSeconds: { median: 35, spread: 0.5 },
      traits: { patience: { mean: 0.4, sd: 0.15 } },
      age: { min: 24, max: 55 },
      hours: [6, 7, 12, 21]
    },
    {
      name: 'craft of the face',
      share: 12,
      description: 'Stage make-up, wigs and costumes; the stranger the better',
      voice: 'warm',
      interests: {
        'special effects makeup': loves,
        'costume making crafts': loves,
        'fantasy films': likes,
        'video games': enjoys,
        'natural beauty routines': dislikes,
        'fitness diets': hates
      },
      formats: { video: 0.5, short: 0.3, live: 0.3 },
      preferredSeconds: { median: 240, spread: 0.8 },
      traits: { variety: { mean: 0.75, sd: 0.15 }, pickiness: { mean: 0.6, sd: 0.18 } },
      age: { min: 16, max: 38 },
      device: 'desktop',
      hours: [15, 20, 21, 22, 23]
    }
  ]
}

export default beautyLovers
