import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const budgetTravellers: PopulationDefinition = {
  description:
    'People who save for the next trip and plan it for months: by rucksack, by train, with children, or for work',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'rucksack and hostel',
      share: 36,
      description: 'A one-way ticket, two shirts, and the cheapest noodles in town',
      voice: 'playful',
      interests: {
        'backpacking travel': loves,
        'street food': loves,
        'meeting new people': likes,
        'festival music': likes,
        'luxury hotels': hates,
        'office work': dislikes
      },
      formats: { short: 0.5, video: 0.3, image: 0.3 },
      preferredSeconds: { median: 40, spread: 0.7 },
      traits: { variety: { mean: 0.8, sd: 0.15 }, expressiveness: { mean: 0.6, sd: 0.18 } },
      age: { min: 18, max: 32 },
      hours: [0, 9, 12, 18, 21, 23]
    },
    {
      name: 'slow trains',
      share: 22,
      description: 'The way is the point; timetables are bedtime reading',
      voice: 'formal',
      interests: {
        'train travel': loves,
        'history and museums': likes,
        'nature documentaries': likes,
        'local cooking': enjoys,
        'flights and airports': dislikes,
        'nightlife and parties': dislikes
      },
      formats: { video: 0.6, article: 0.4, short: -0.3 },
      preferredSeconds: { median: 480, spread: 0.7 },
      traits: { patience: { mean: 0.75, sd: 0.12 }, pickiness: { mean: 0.6, sd: 0.18 } },
      age: { min: 28, max: 70 },
      device: 'tablet',
      hours: [8, 13, 19, 20, 21]
    },
    {
      name: 'family of four',
      share: 26,
      description: 'Where is it warm, safe and not too far, with something for everyone',
      voice: 'warm',
      interests: {
        'family travel': loves,
        'holiday deals': loves,
        'beaches and swimming': likes,
        'dogs and other pets': enjoys,
        'dangerous adventures': dislikes,
        'travel horror news': hates
      },
      formats: { carousel: 0.4, short: 0.3, video: 0.2 },
      preferredSeconds: { median: 60, spread: 0.6 },
      traits: { trust: { mean: 0.55, sd: 0.15 } },
      age: { min: 30, max: 52 },
      hours: [7, 12, 20, 21, 22]
    },
    {
      name: 'laptop nomads',
      share: 16,
      description: 'Need a desk, a fast line and a reason to stay a month',
      voice: 'plain',
      interests: {
        'working and travel': loves,
        'technology tools': likes,
        'personal finance': likes,
        'fitness and surfing': likes,
        'celebrity gossip': dislikes,
        'political news': dislikes
      },
      formats: { video: 0.3, article: 0.3, audio: 0.3 },
      preferredSeconds: { median: 150, spread: 0.8 },
      traits: { conformity: { mean: 0.35, sd: 0.2 }, outspokenness: { mean: 0.55, sd: 0.2 } },
      age: { min: 23, max: 42 },
      device: 'desktop',
      hours: [5, 9, 14, 18, 22]
    }
  ]
}

export default budgetTravellers
