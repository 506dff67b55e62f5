import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const weekendMakers: PopulationDefinition = {
  description: 'People who make things with their hands: with wool, wood, wire or paint',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'wool and fabric',
      share: 34,
      description: 'Three projects on the needles and one in the sewing machine',
      voice: 'warm',
      interests: {
        'knitting and sewing': loves,
        'handmade crafts': loves,
        'cats and dogs': likes,
        'baking bread and cakes': likes,
        'football news': dislikes,
        'stock market finance': dislikes
      },
      formats: { video: 0.4, carousel: 0.4, image: 0.3 },
      preferredSeconds: { median: 200, spread: 0.7 },
      traits: { patience: { mean: 0.75, sd: 0.12 }, trust: { mean: 0.6, sd: 0.15 } },
      age: { min: 24, max: 74 },
      device: 'tablet',
      hours: [9, 14, 15, 20, 21]
    },
    {
      name: 'shed and workbench',
      share: 28,
      description: 'Dust on the phone; want to see the whole cut, not the applause',
      voice: 'blunt',
      interests: {
        woodworking: loves,
        'tools and repair': loves,
        'home building': likes,
        'rock music': enjoys,
        'makeup and beauty': hates,
        'dance challenges': dislikes
      },
      formats: { video: 0.7, short: -0.2, article: 0.1 },
      preferredSeconds: { median: 540, spread: 0.7 },
      traits: { pickiness: { mean: 0.65, sd: 0.15 }, expressiveness: { mean: 0.25, sd: 0.15 } },
      age: { min: 28, max: 70 },
      hours: [7, 12, 19, 20, 21]
    },
    {
      name: 'wires and printers',
      share: 20,
      description: 'A soldering iron, a 3D printer, and a lamp that now says good morning',
      voice: 'playful',
      interests: {
        'electronics projects': loves,
        'robots and technology': loves,
        'science experiments': likes,
        'retro video games': likes,
        'celebrity gossip': dislikes,
        'parenting and family': { mean: -0.2, sd: 0.25 }
      },
      formats: { video: 0.5, article: 0.4, short: 0.1 },
      preferredSeconds: { median: 420, spread: 0.8 },
      traits: { variety: { mean: 0.6, sd: 0.2 }, conformity: { mean: 0.25, sd: 0.15 } },
      age: { min: 17, max: 55 },
      device: 'desktop',
      hours: [12, 19, 21, 22, 23]
    },
    {
      name: 'paint and paper',
      share: 18,
      description: 'Draw every day, share on good days',
      voice: 'warm',
      interests: {
        'drawing and painting': loves,
        'art and design': loves,
        'animated films': likes,
        'calm music': likes,
        'computer generated art': hates,
        'sports news': dislikes
      },
      formats: { image: 0.6, short: 0.3, video: 0.2, carousel: 0.3 },
      preferredSeconds: { median: 75, spread: 0.8 },
      traits: { outspokenness: { mean: 0.5, sd: 0.2 }, expressiveness: { mean: 0.55, sd: 0.2 } },
      age: { min: 15, max: 50 },
      hours: [10, 16, 20, 21, 22]
    }
  ]
}

export default weekendMakers
