import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const students: PopulationDefinition = {
  description: 'People in school and university, with more free evenings than money',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'exam crammers',
      share: 26,
      description: 'Learn from short explanations the night before, and get carried away by the next clip',
      voice: 'plain',
      interests: {
        'science explained': loves,
        'study tips': loves,
        'technology and coding': likes,
        'calm music': enjoys,
        'parenting and family': dislikes,
        'luxury shopping': dislikes
      },
      formats: { short: 0.3, video: 0.5, article: 0.1 },
      preferredSeconds: { median: 150, spread: 0.8 },
      traits: { pickiness: { mean: 0.6, sd: 0.18 }, patience: { mean: 0.5, sd: 0.2 } },
      age: { min: 15, max: 25 },
      device: 'desktop',
      hours: [10, 14, 16, 19, 21, 22, 23]
    },
    {
      name: 'campus social',
      share: 34,
      description: 'Live on group chats; what everybody shares is what there is',
      voice: 'playful',
      interests: {
        'pop music': loves,
        'funny sketches': loves,
        'makeup and fashion': likes,
        'parties and festivals': likes,
        'political news': dislikes,
        'gardening and crafts': dislikes
      },
      formats: { short: 0.7, image: 0.3, article: -0.5 },
      preferredSeconds: { median: 16, spread: 0.4 },
      traits: {
        activity: { mean: 0.65, sd: 0.2 },
        conformity: { mean: 0.75, sd: 0.15 },
        expressiveness: { mean: 0.65, sd: 0.18 },
        patience: { mean: 0.35, sd: 0.15 }
      },
      age: { min: 16, max: 24 },
      hours: [8, 12, 15, 17, 20, 22, 23]
    },
    {
      name: 'shared kitchen',
      share: 20,
      description: 'Four people, two pans, and the end of the month',
      voice: 'warm',
      interests: {
        'budget cooking': loves,
        'budget travel': likes,
        'second-hand clothes': likes,
        'board games': enjoys,
        'investing and finance': dislikes,
        'fine dining': { mean: -0.3, sd: 0.2 }
      },
      formats: { short: 0.4, video: 0.2, carousel: 0.2 },
      preferredSeconds: { median: 40, spread: 0.5 },
      traits: { variety: { mean: 0.65, sd: 0.2 } },
      age: { min: 18, max: 27 },
      region: 'city',
      hours: [12, 17, 18, 19, 22]
    },
    {
      name: 'on the team',
      share: 20,
      description: 'Training four evenings a week; heroes on the wall',
      voice: 'blunt',
      interests: {
        football: loves,
        'gym and fitness': loves,
        'rap music': likes,
        'football video games': enjoys,
        'knitting and crafts': hates,
        'classic films': dislikes
      },
      formats: { short: 0.5, live: 0.3, article: -0.4 },
      preferredSeconds: { median: 25, spread: 0.5 },
      traits: { outspokenness: { mean: 0.5, sd: 0.2 }, conformity: { mean: 0.65, sd: 0.18 } },
      age: { min: 15, max: 25 },
      hours: [7, 12, 15, 20, 21, 22]
    }
  ]
}

export default students
