import type { PopulationDefinition } from '../../src/define.ts'
import { dislikes, enjoys, hates, likes, loves } from '../liking.ts'
import { AGENT4REC, ASSUMED } from '../sources.ts'

const gamers: PopulationDefinition = {
  description: 'People who play: to win, to wander, to remember, or for five minutes on the bus',
  sources: [AGENT4REC, ASSUMED],
  segments: [
    {
      name: 'competitive players',
      share: 30,
      description: 'Watch to get better; know the patch notes by heart and spot a staged clip at once',
      voice: 'blunt',
      interests: {
        'competitive video games': loves,
        'esports tournaments': loves,
        'computer hardware': likes,
        'electronic music': enjoys,
        'mobile games': dislikes,
        'cooking recipes': dislikes
      },
      formats: { short: 0.2, video: 0.4, live: 0.7, article: -0.2 },
      preferredSeconds: { median: 90, spread: 1 },
      traits: { pickiness: { mean: 0.7, sd: 0.15 }, outspokenness: { mean: 0.7, sd: 0.18 } },
      age: { min: 15, max: 30 },
      device: 'desktop',
      hours: [0, 1, 16, 18, 20, 21, 22, 23]
    },
    {
      name: 'story wanderers',
      share: 26,
      description: 'Play for worlds and people; a good hour-long essay is a good evening',
      voice: 'warm',
      interests: {
        'role-playing games': loves,
        'fantasy films': likes,
        'game music': likes,
        'drawing and crafts': enjoys,
        'football games': dislikes,
        'gambling and betting': hates
      },
      formats: { video: 0.7, short: -0.1, article: 0.2 },
      preferredSeconds: { median: 600, spread: 0.9 },
      traits: { patience: { mean: 0.7, sd: 0.15 }, variety: { mean: 0.6, sd: 0.2 } },
      age: { min: 18, max: 42 },
      device: 'desktop',
      hours: [13, 19, 20, 21, 22, 23]
    },
    {
      name: 'retro collectors',
      share: 14,
      description: 'Cartridges in the cupboard, a soldering iron beside them',
      voice: 'playful',
      interests: {
        'retro video games': loves,
        'repairing electronics': likes,
        'science fiction films': likes,
        'rock music': enjoys,
        'esports tournaments': dislikes,
        'fashion and beauty': dislikes
      },
      formats: { video: 0.6, image: 0.2, article: 0.3, live: -0.2 },
      preferredSeconds: { median: 480, spread: 0.8 },
      traits: { conformity: { mean: 0.25, sd: 0.15 }, pickiness: { mean: 0.6, sd: 0.18 } },
      age: { min: 30, max: 52 },
      device: 'tv',
      hours: [12, 20, 21, 22, 23]
    },
    {
      name: 'pocket players',
      share: 30,
      description: 'Puzzle games in the queue; do not call themselves gamers',
      voice: 'plain',
      interests: {
        'mobile puzzle games': likes,
        'funny sketches': likes,
        'cats and dogs': likes,
        'pop music': enjoys,
        'shooting games': hates,
        'computer hardware': dislikes
      },
      formats: { short: 0.6, image: 0.2, live: -0.3 },
      preferredSeconds: { median: 22, spread: 0.5 },
      traits: { patience: { mean: 0.4, sd: 0.18 }, outspokenness: { mean: 0.3, sd: 0.18 } },
      age: { min: 20, max: 60 },
      hours: [7, 8, 12, 13, 17, 20, 21]
    }
  ]
}

export default gamers
