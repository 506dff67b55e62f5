import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const commuters: PopulationDefinition = {
  description: 'People on trains, buses and in traffic jams: a phone, one free hand, a few minutes until the next stop',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'early train readers',
      share: 30,
      description: 'Sit by the window before seven and want to know what happened overnight',
      voice: 'plain',
      interests: {
        'morning news': loves,
        'business and finance': likes,
        'new technology': enjoys,
        'science explained': enjoys,
        'prank comedy': dislikes,
        'makeup and beauty': dislikes
      },
      formats: { article: 0.5, audio: 0.3, short: 0.1, live: -0.5 },
      preferredSeconds: { median: 90, spread: 0.5 },
      traits: { patience: { mean: 0.55, sd: 0.15 }, pickiness: { mean: 0.6, sd: 0.18 } },
      age: { min: 28, max: 62 },
      region: 'suburb',
      hours: [5, 6, 7, 16, 17]
    },
    {
      name: 'standing room',
      share: 30,
      description: 'Hold on with one hand and scroll with the other; three stops, sound off, subtitles on',
      voice: 'blunt',
      interests: {
        'funny sketches': loves,
        'football highlights': likes,
        'street food': likes,
        'pop music': enjoys,
        'long political debates': hates,
        'knitting and crafts': dislikes
      },
      formats: { short: 0.7, image: 0.3, video: -0.3, live: -0.6, audio: -0.4 },
      preferredSeconds: { median: 18, spread: 0.4 },
      traits: {
        patience: { mean: 0.3, sd: 0.15 },
        outspokenness: { mean: 0.3, sd: 0.18 },
        conformity: { mean: 0.6, sd: 0.2 }
      },
      age: { min: 18, max: 45 },
      region: 'city',
      hours: [7, 8, 17, 18]
    },
    {
      name: 'podcast drivers',
      share: 18,
      description: 'An hour behind the wheel each way; they listen, and look only when the car stands still',
      voice: 'plain',
      interests: {
        'true crime stories': likes,
        'stand-up comedy': likes,
        'rock music': likes,
        football: enjoys,
        'personal finance': enjoys,
        'skincare routines': dislikes,
        'video games': dislikes
      },
      formats: { audio: 0.9, video: -0.2, carousel: -0.6, image: -0.6 },
      preferredSeconds: { median: 900, spread: 0.7 },
      traits: { patience: { mean: 0.7, sd: 0.15 }, expressiveness: { mean: 0.15, sd: 0.12 } },
      age: { min: 25, max: 60 },
      region: 'suburb',
      hours: [6, 7, 8, 16, 17, 18]
    },
    {
      name: 'tired on the way home',
      share: 22,
      description: 'The day was long; something kind, tasty or far away, please',
      voice: 'warm',
      interests: {
        'quick dinner recipes': loves,
        'cats and dogs': likes,
        'holiday travel': likes,
        'romantic films': enjoys,
        'breaking news': dislikes,
        'work and career advice': hates
      },
      formats: { short: 0.4, video: 0.2, image: 0.3, article: -0.3 },
      preferredSeconds: { median: 40, spread: 0.6 },
      traits: { patience: { mean: 0.4, sd: 0.18 }, trust: { mean: 0.6, sd: 0.15 } },
      age: { min: 22, max: 55 },
      region: 'city',
      hours: [17, 18, 19]
    }
  ]
}

export default commuters
