import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const smallBusinessOwners: PopulationDefinition = {
  description: 'People who run a shop, a workshop or themselves, and look at a feed between customers',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'shopkeepers and cafés',
      share: 34,
      description: 'Open at eight, books at nine in the evening; want ideas that fill the place',
      voice: 'warm',
      interests: {
        'small business tips': loves,
        'local news': likes,
        'coffee and baking': likes,
        'social media marketing': likes,
        'cryptocurrency trading': dislikes,
        'video games': dislikes
      },
      formats: { short: 0.3, carousel: 0.3, video: 0.1 },
      preferredSeconds: { median: 50, spread: 0.6 },
      traits: { patience: { mean: 0.45, sd: 0.18 }, trust: { mean: 0.45, sd: 0.15 } },
      age: { min: 28, max: 62 },
      region: 'small town',
      hours: [7, 14, 15, 20, 21]
    },
    {
      name: 'tradespeople',
      share: 28,
      description: 'Van, tools, apprentice; judge a video by whether the joint is square',
      voice: 'blunt',
      interests: {
        'woodworking and tools': loves,
        'home building': loves,
        football: likes,
        'taxes and invoices': enjoys,
        'motivational speeches': hates,
        'makeup and beauty': dislikes
      },
      formats: { video: 0.5, short: 0.2, article: -0.3 },
      preferredSeconds: { median: 150, spread: 0.8 },
      traits: { pickiness: { mean: 0.65, sd: 0.18 }, outspokenness: { mean: 0.55, sd: 0.2 } },
      age: { min: 25, max: 60 },
      hours: [6, 10, 12, 18, 20, 21]
    },
    {
      name: 'freelancers',
      share: 24,
      description: 'Designers, writers and coders with one client too few or one too many',
      voice: 'playful',
      interests: {
        'design and creativity': loves,
        'technology tools': likes,
        'personal finance': likes,
        'working and travel': likes,
        'office comedy': enjoys,
        'get rich quick': hates,
        'celebrity gossip': dislikes
      },
      formats: { short: 0.2, video: 0.2, article: 0.4, carousel: 0.3 },
      preferredSeconds: { median: 90, spread: 0.8 },
      traits: { variety: { mean: 0.65, sd: 0.2 }, conformity: { mean: 0.35, sd: 0.2 } },
      age: { min: 23, max: 48 },
      region: 'city',
      device: 'desktop',
      hours: [9, 11, 14, 16, 20, 22, 23]
    },
    {
      name: 'growing firms',
      share: 14,
      description: 'Ten people on the payroll; think about hiring, cash and the next machine',
      voice: 'formal',
      interests: {
        'business and finance': loves,
        'leadership and hiring': likes,
        'business news': likes,
        'new technology': enjoys,
        'prank comedy': hates,
        'pet videos': dislikes
      },
      formats: { article: 0.5, audio: 0.4, short: -0.1 },
      preferredSeconds: { median: 240, spread: 0.8 },
      traits: { pickiness: { mean: 0.7, sd: 0.15 }, patience: { mean: 0.4, sd: 0.15 } },
      age: { min: 32, max: 62 },
      device: 'desktop',
      hours: [6, 7, 12, 19, 21]
    }
  ]
}

export default smallBusinessOwners
