import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const newsSkeptics: PopulationDefinition = {
  description:
    'People who doubt what they are shown: tired of headlines, checking every claim, or listening to neighbours only',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'worn out',
      share: 38,
      description: 'Used to read everything; now skip whatever sounds like a headline',
      voice: 'plain',
      interests: {
        'home cooking': likes,
        'nature and animals': likes,
        'calm music': likes,
        'gentle comedy': enjoys,
        'breaking news': hates,
        'political debates': hates
      },
      formats: { video: 0.3, image: 0.3, article: -0.3, live: -0.4 },
      preferredSeconds: { median: 60, spread: 0.6 },
      traits: {
        trust: { mean: 0.3, sd: 0.15 },
        patience: { mean: 0.45, sd: 0.18 },
        outspokenness: { mean: 0.35, sd: 0.2 }
      },
      age: { min: 25, max: 65 },
      hours: [7, 12, 18, 20, 21, 22]
    },
    {
      name: 'source checkers',
      share: 22,
      description: 'Open the footnote first; will stay an hour for somebody who shows the numbers',
      voice: 'formal',
      interests: {
        'science explained': loves,
        'investigative news': loves,
        'statistics and data': likes,
        'history documentaries': likes,
        'celebrity gossip': hates,
        'motivational speeches': dislikes
      },
      formats: { article: 0.6, video: 0.4, audio: 0.3, short: -0.5 },
      preferredSeconds: { median: 420, spread: 0.8 },
      traits: {
        pickiness: { mean: 0.8, sd: 0.12 },
        conformity: { mean: 0.15, sd: 0.12 },
        outspokenness: { mean: 0.75, sd: 0.15 }
      },
      age: { min: 22, max: 68 },
      device: 'desktop',
      hours: [8, 12, 19, 21, 22, 23]
    },
    {
      name: 'my street first',
      share: 24,
      description: 'Trust the baker and the football club more than any studio',
      voice: 'warm',
      interests: {
        'local news': loves,
        'village football': likes,
        'family life': likes,
        'gardening and crafts': likes,
        'world politics': dislikes,
        'technology companies': dislikes
      },
      formats: { image: 0.3, video: 0.2, short: 0.1 },
      preferredSeconds: { median: 50, spread: 0.6 },
      traits: { trust: { mean: 0.35, sd: 0.15 }, conformity: { mean: 0.45, sd: 0.2 } },
      age: { min: 35, max: 75 },
      region: 'small town',
      hours: [7, 9, 13, 18, 20]
    },
    {
      name: 'against the grain',
      share: 16,
      description: 'If everybody says so, it must be wrong; quick to comment, quicker to leave',
      voice: 'blunt',
      interests: {
        'independent journalism': loves,
        'survival and self-reliance': likes,
        'cryptocurrency and finance': likes,
        'political comedy': enjoys,
        'television news': hates,
        'celebrity beauty': hates
      },
      formats: { short: 0.2, video: 0.4, live: 0.4, audio: 0.3 },
      preferredSeconds: { median: 150, spread: 1 },
      traits: {
        trust: { mean: 0.1, sd: 0.1 },
        outspokenness: { mean: 0.85, sd: 0.12 },
        expressiveness: { mean: 0.7, sd: 0.18 },
        conformity: { mean: 0.1, sd: 0.1 }
      },
      age: { min: 20, max: 60 },
      hours: [0, 6, 12, 20, 22, 23]
    }
  ]
}

export default newsSkeptics
