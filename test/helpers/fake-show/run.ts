import type { Manifest, RunResult } from '../../../src/contract/result.ts'
import { ENDINGS, MOODS } from '../../../src/contract/session.ts'

export const manifestOf = (sizes: Pick<Manifest, 'users' | 'sessions' | 'turns' | 'seed'>): Manifest => ({
  recoworld: '0.1.0',
  kind: 'run',
  populations: [{ name: 'commuters' }],
  recommender: { name: 'instructable' },
  mindset: { name: 'attention' },
  mind: { name: 'rules' },
  representation: { name: 'text' },
  catalogue: { name: 'default', items: 1_200 },
  slateSize: 10,
  engine: 'crowd',
  threads: 1,
  log: 'off',
  ...sizes
})

const measured = (value: number, unit: string, better: 'higher' | 'lower' | 'neither') => ({
  value,
  low: value - 0.02,
  high: value + 0.02,
  n: 20_000,
  unit,
  better
})

export const resultOf = (manifest: Manifest, userSteps: number): RunResult => ({
  metrics: {
    retention: measured(0.41, 'share', 'higher'),
    'click-rate': measured(0.46, 'share', 'higher'),
    'instruction-following': measured(0.72, 'share', 'higher')
  },
  endings: Object.fromEntries(ENDINGS.map((how, at) => [how, 9_000 - 4_000 * at])) as RunResult['endings'],
  mindsets: Object.fromEntries(MOODS.map((mood) => [mood, 1 / MOODS.length])) as RunResult['mindsets'],
  leaveCauses: { bored: 2_900, annoyed: 800, repetitive: 1_200 },
  stay: [],
  userSteps,
  seconds: 12.5,
  userStepsPerSecond: userSteps / 12.5,
  failures: { mind: 0, recommender: 0, first: null },
  lateSlates: 0,
  interrupted: false,
  audited: 12,
  notes: [],
  manifest
})
