import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const nightOwls: PopulationDefinition = {
  description: 'People who are awake when the house is quiet: by choice, by shift, or because sleep will not come',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'one more episode',
      share: 36,
      description: 'Meant to go to bed an hour ago; long stories, lights off',
      voice: 'playful',
      interests: {
        'films and series': loves,
        'mystery stories': likes,
        'science and space': likes,
        'internet comedy': enjoys,
        'morning fitness': hates,
        'parenting and family': dislikes
      },
      formats: { video: 0.6, short: 0.1, article: -0.2 },
      preferredSeconds: { median: 420, spread: 0.9 },
      traits: { activity: { mean: 0.6, sd: 0.2 }, patience: { mean: 0.7, sd: 0.15 } },
      age: { min: 18, max: 40 },
      hours: [0, 1, 2, 22, 23]
    },
    {
      name: 'late players',
      share: 26,
      description: 'Between two rounds, with voice chat still open',
      voice: 'blunt',
      interests: {
        'video games': loves,
        'electronic music': likes,
        'computer hardware': likes,
        'animated series': enjoys,
        'home cooking': { mean: -0.2, sd: 0.25 },
        'political news': dislikes
      },
      formats: { short: 0.3, video: 0.3, live: 0.6 },
      preferredSeconds: { median: 60, spread: 0.9 },
      traits: { outspokenness: { mean: 0.65, sd: 0.18 }, variety: { mean: 0.4, sd: 0.2 } },
      age: { min: 16, max: 34 },
      device: 'desktop',
      hours: [0, 1, 2, 3, 23]
    },
    {
      name: 'night shift',
      share: 20,
      description: 'Nurses, drivers and porters on a break; ten minutes, then back to work',
      voice: 'plain',
      interests: {
        'funny sketches': likes,
        'local news': likes,
        'cats and dogs': likes,
        'quick recipes': enjoys,
        'personal finance': enjoys,
        'luxury travel': dislikes,
        'celebrity beauty': dislikes
      },
      formats: { short: 0.5, video: -0.1, live: -0.3 },
      preferredSeconds: { median: 30, spread: 0.5 },
      traits: { patience: { mean: 0.4, sd: 0.15 }, trust: { mean: 0.45, sd: 0.15 } },
      age: { min: 22, max: 62 },
      hours: [0, 2, 3, 4, 5]
    },
    {
      name: 'cannot sleep',
      share: 18,
      description: 'Looking for something soft enough to close the eyes to',
      voice: 'warm',
      interests: {
        'calm music': loves,
        'nature and animals': likes,
        'drawing and crafts': likes,
        'bedtime stories': enjoys,
        'crime news': hates,
        'loud comedy': dislikes
      },
      formats: { audio: 0.6, video: 0.3, short: -0.3 },
      preferredSeconds: { median: 600, spread: 0.8 },
      traits: { pickiness: { mean: 0.35, sd: 0.18 }, expressiveness: { mean: 0.2, sd: 0.15 } },
      age: { min: 25, max: 70 },
      hours: [1, 2, 3, 4, 23]
    }
  ]
}

export default nightOwls
