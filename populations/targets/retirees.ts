import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const retirees: PopulationDefinition = {
  description: 'People whose working years are over: time to watch to the end, and little patience for noise',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'garden and grandchildren',
      share: 36,
      description: 'Tomatoes on the sill, photographs on the tablet, a cake on Sundays',
      voice: 'warm',
      interests: {
        'gardening and plants': loves,
        'grandchildren and family': loves,
        'traditional cooking': likes,
        'knitting and crafts': likes,
        'rap music': dislikes,
        'video games': dislikes
      },
      formats: { video: 0.4, image: 0.4, article: 0.1, short: -0.1 },
      preferredSeconds: { median: 120, spread: 0.6 },
      traits: {
        patience: { mean: 0.75, sd: 0.15 },
        trust: { mean: 0.65, sd: 0.15 },
        expressiveness: { mean: 0.45, sd: 0.2 }
      },
      age: { min: 62, max: 84 },
      device: 'tablet',
      hours: [9, 10, 11, 15, 16, 19]
    },
    {
      name: 'news and history',
      share: 28,
      description: 'Read two papers, watch the debate, and write to the editor',
      voice: 'formal',
      interests: {
        'political news': loves,
        'history documentaries': loves,
        'classical music': likes,
        'science explained': enjoys,
        'celebrity gossip': hates,
        'dance challenges': dislikes
      },
      formats: { video: 0.5, article: 0.6, short: -0.5 },
      preferredSeconds: { median: 600, spread: 0.7 },
      traits: { outspokenness: { mean: 0.65, sd: 0.2 }, pickiness: { mean: 0.65, sd: 0.18 } },
      age: { min: 60, max: 82 },
      device: 'desktop',
      hours: [7, 8, 9, 13, 18, 20, 21]
    },
    {
      name: 'on the road',
      share: 20,
      description: 'A camper van, walking boots, and no reason to be home on Monday',
      voice: 'playful',
      interests: {
        'train and camper travel': loves,
        'hiking in nature': likes,
        'local food': likes,
        'walking and fitness': likes,
        'stock market finance': dislikes,
        'makeup and beauty': dislikes
      },
      formats: { video: 0.5, image: 0.4, carousel: 0.2 },
      preferredSeconds: { median: 240, spread: 0.7 },
      traits: { variety: { mean: 0.65, sd: 0.18 } },
      age: { min: 58, max: 76 },
      device: 'phone',
      hours: [8, 12, 17, 20, 21]
    },
    {
      name: 'quiet evenings',
      share: 16,
      description: 'Live alone with a cat; the screen is company',
      voice: 'plain',
      interests: {
        'classic films': loves,
        'cats and birds': loves,
        'old songs and music': likes,
        'gentle comedy': enjoys,
        'crime news': hates,
        'loud sports': dislikes
      },
      formats: { video: 0.6, live: 0.3, audio: 0.3, short: -0.3 },
      preferredSeconds: { median: 480, spread: 0.8 },
      traits: { activity: { mean: 0.6, sd: 0.2 }, outspokenness: { mean: 0.2, sd: 0.15 } },
      age: { min: 66, max: 90 },
      device: 'tv',
      hours: [14, 18, 19, 20, 21, 22]
    }
  ]
}

export default retirees
