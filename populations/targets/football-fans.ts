import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const footballFans: PopulationDefinition = {
  description:
    'People whose week turns around a match: in the stand, on the couch, on the pitch, or behind the numbers',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'match-day faithful',
      share: 36,
      description: 'Season ticket, same seat since childhood; goals first, talk later',
      voice: 'blunt',
      interests: {
        football: loves,
        'football highlights': loves,
        'football transfer news': likes,
        'beer and barbecue': enjoys,
        'makeup and beauty': hates,
        'science lectures': dislikes
      },
      formats: { short: 0.4, video: 0.3, live: 0.6 },
      preferredSeconds: { median: 45, spread: 0.6 },
      traits: { outspokenness: { mean: 0.65, sd: 0.18 }, expressiveness: { mean: 0.6, sd: 0.2 } },
      age: { min: 20, max: 65 },
      hours: [12, 13, 17, 18, 20, 21, 22, 23]
    },
    {
      name: 'clip watchers',
      share: 26,
      description: 'Never sat through ninety minutes; love a trick, a fall and a good song under it',
      voice: 'playful',
      interests: {
        'street football': loves,
        'football tricks': loves,
        'rap music': likes,
        'football video games': likes,
        'sports comedy': likes,
        'tactical analysis': dislikes,
        'business news': dislikes
      },
      formats: { short: 0.8, video: -0.2, article: -0.6 },
      preferredSeconds: { median: 15, spread: 0.4 },
      traits: { patience: { mean: 0.3, sd: 0.15 }, conformity: { mean: 0.7, sd: 0.18 } },
      age: { min: 14, max: 26 },
      hours: [7, 12, 15, 16, 20, 21, 22]
    },
    {
      name: 'tactics board',
      share: 16,
      description: 'Pause, rewind, draw an arrow; the shape of a team says more than its stars',
      voice: 'formal',
      interests: {
        'football tactics': loves,
        'sports statistics': loves,
        'football history': likes,
        'data science': enjoys,
        'celebrity gossip': hates,
        'prank comedy': dislikes
      },
      formats: { video: 0.6, article: 0.5, audio: 0.4, short: -0.3 },
      preferredSeconds: { median: 540, spread: 0.7 },
      traits: { pickiness: { mean: 0.7, sd: 0.15 }, conformity: { mean: 0.25, sd: 0.15 } },
      age: { min: 22, max: 58 },
      device: 'desktop',
      hours: [8, 12, 19, 21, 22, 23]
    },
    {
      name: 'weekend players',
      share: 22,
      description: 'Sunday league, sore knees, and a child in the under-tens',
      voice: 'warm',
      interests: {
        'football training': loves,
        'fitness and recovery': likes,
        'family life': likes,
        'easy recipes': enjoys,
        'gambling and betting': dislikes,
        'fashion and beauty': dislikes
      },
      formats: { short: 0.3, video: 0.3 },
      preferredSeconds: { median: 60, spread: 0.6 },
      traits: { trust: { mean: 0.6, sd: 0.15 } },
      age: { min: 18, max: 48 },
      hours: [6, 12, 18, 19, 21]
    }
  ]
}

export default footballFans
