import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const everyone: PopulationDefinition = {
  description:
    'The broad audience of a general feed: every common topic has people who love it and people who would rather not see it',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'home and family',
      share: 17,
      description:
        'Run a household, cook most days, open the feed while something simmers and again when the children sleep',
      voice: 'warm',
      interests: {
        'home cooking': loves,
        'family life': loves,
        'sewing and crafts': likes,
        'cats and dogs': likes,
        'morning fitness': enjoys,
        'video games': dislikes,
        'stock market finance': dislikes,
        'backpacking travel': { mean: -0.25, sd: 0.2 }
      },
      formats: { short: 0.3, video: 0.3, carousel: 0.2, live: -0.3 },
      preferredSeconds: { median: 60, spread: 0.6 },
      traits: { patience: { mean: 0.6, sd: 0.18 }, expressiveness: { mean: 0.5, sd: 0.2 } },
      age: { min: 28, max: 55 },
      hours: [7, 10, 13, 17, 20, 21, 22]
    },
    {
      name: 'sports fans',
      share: 15,
      description: 'Never miss a match, argue about it all week, laugh at anything in between',
      voice: 'blunt',
      interests: {
        football: loves,
        'football highlights': likes,
        'strength training and fitness': likes,
        'stand-up comedy': enjoys,
        'sports news': likes,
        'makeup and beauty': hates,
        'knitting and crafts': dislikes,
        'romantic films': dislikes
      },
      formats: { short: 0.4, video: 0.2, live: 0.4, article: -0.2 },
      preferredSeconds: { median: 35, spread: 0.5 },
      traits: { conformity: { mean: 0.65, sd: 0.2 }, outspokenness: { mean: 0.55, sd: 0.2 } },
      age: { min: 18, max: 55 },
      hours: [7, 12, 13, 18, 19, 20, 21, 22, 23]
    },
    {
      name: 'players',
      share: 13,
      description: 'Grew up with a controller in hand; know the devices, the memes and the patch notes',
      voice: 'playful',
      interests: {
        'video games': loves,
        'game streaming': likes,
        'computer technology': likes,
        'animated films': enjoys,
        'internet comedy': likes,
        'parenting and family': dislikes,
        'political news': dislikes,
        'cooking recipes': { mean: -0.25, sd: 0.25 }
      },
      formats: { short: 0.3, video: 0.4, live: 0.5, article: -0.3 },
      preferredSeconds: { median: 50, spread: 0.8 },
      traits: { variety: { mean: 0.4, sd: 0.25 }, outspokenness: { mean: 0.6, sd: 0.2 } },
      age: { min: 16, max: 38 },
      device: 'desktop',
      hours: [0, 1, 14, 16, 18, 20, 21, 22, 23]
    },
    {
      name: 'pop culture',
      share: 16,
      description: 'Know every song of the summer, try the looks, send clips to friends before they end',
      voice: 'playful',
      interests: {
        'pop music': loves,
        'makeup and beauty': likes,
        'funny sketches': likes,
        'new films and series': likes,
        'holiday travel': enjoys,
        'investing and finance': hates,
        'world news': dislikes,
        'science lectures': dislikes
      },
      formats: { short: 0.6, image: 0.3, carousel: 0.2, article: -0.5 },
      preferredSeconds: { median: 20, spread: 0.5 },
      traits: {
        patience: { mean: 0.4, sd: 0.18 },
        expressiveness: { mean: 0.6, sd: 0.2 },
        conformity: { mean: 0.7, sd: 0.2 }
      },
      age: { min: 15, max: 32 },
      hours: [7, 12, 15, 16, 17, 20, 21, 22, 23]
    },
    {
      name: 'curious minds',
      share: 12,
      description: 'Want to understand how things work, and would rather watch one good explanation than ten clips',
      voice: 'formal',
      interests: {
        'science explained': loves,
        'new technology': likes,
        'documentary films': likes,
        'travel to far places': enjoys,
        'world news': likes,
        'prank comedy': hates,
        football: dislikes,
        'celebrity beauty': dislikes
      },
      formats: { short: -0.2, video: 0.5, article: 0.4, audio: 0.2 },
      preferredSeconds: { median: 240, spread: 0.8 },
      traits: {
        pickiness: { mean: 0.65, sd: 0.18 },
        conformity: { mean: 0.3, sd: 0.2 },
        variety: { mean: 0.65, sd: 0.2 }
      },
      age: { min: 20, max: 65 },
      device: 'desktop',
      hours: [8, 12, 13, 19, 20, 21, 22]
    },
    {
      name: 'careers and money',
      share: 11,
      description: 'Look for an edge between two meetings; skip whatever does not come to the point',
      voice: 'blunt',
      interests: {
        'investing and finance': loves,
        'business news': likes,
        'technology start-ups': likes,
        'running and fitness': enjoys,
        'city travel': enjoys,
        'pop music': dislikes,
        'pet videos': dislikes,
        'parenting and family': { mean: -0.25, sd: 0.25 }
      },
      formats: { short: 0.2, video: 0.2, article: 0.4, audio: 0.3 },
      preferredSeconds: { median: 75, spread: 0.7 },
      traits: { patience: { mean: 0.4, sd: 0.15 }, pickiness: { mean: 0.65, sd: 0.18 } },
      age: { min: 23, max: 50 },
      region: 'city',
      hours: [6, 7, 8, 12, 13, 18, 22]
    },
    {
      name: 'outdoors and animals',
      share: 9,
      description: 'Out with the dog before breakfast; at home they plan the next trip',
      voice: 'warm',
      interests: {
        'hiking and travel': loves,
        'dogs and other pets': loves,
        'outdoor fitness': likes,
        'folk music': enjoys,
        'woodworking crafts': enjoys,
        'gadgets and technology': dislikes,
        'makeup and beauty': dislikes
      },
      formats: { video: 0.3, image: 0.4, live: -0.2 },
      preferredSeconds: { median: 80, spread: 0.6 },
      traits: { trust: { mean: 0.6, sd: 0.15 }, patience: { mean: 0.65, sd: 0.15 } },
      age: { min: 22, max: 65 },
      region: 'countryside',
      hours: [6, 7, 12, 18, 19, 20]
    },
    {
      name: 'evening viewers',
      share: 7,
      description: 'A tablet on the sofa, the news first, then something calm and familiar',
      voice: 'formal',
      interests: {
        'evening news': loves,
        'classic films': likes,
        'classical music': likes,
        'gardening and crafts': likes,
        'grandchildren and family': likes,
        'video games': hates,
        'gym and fitness': dislikes,
        'rap music': dislikes
      },
      formats: { short: -0.3, video: 0.5, article: 0.3, live: 0.1 },
      preferredSeconds: { median: 180, spread: 0.6 },
      traits: { patience: { mean: 0.7, sd: 0.15 }, expressiveness: { mean: 0.25, sd: 0.15 } },
      age: { min: 55, max: 82 },
      device: 'tablet',
      hours: [9, 10, 15, 18, 19, 20, 21]
    }
  ]
}

export default everyone
