import { MOODS } from '../../../src/contract/session.ts'
import type { Frame, PopulationView } from '../../../src/studio/api.ts'
import { WISHES } from './words.ts'

const GONE = 'gone'

/** What is known of everybody's first visit: by turn, the mood of each person, below 0 for those who have left. */
export interface Visit {
  readonly moods: readonly Int8Array[]
  readonly asked: number
}

/** What a population looks like, of the visits that were seen. */
export function populationView(
  { moods, asked }: Visit,
  frames: readonly Frame[],
  groups: readonly { readonly name: string; readonly holds: (user: number) => boolean }[]
): PopulationView {
  const turns = frames.map(({ session, turn }) => ({ session, turn }))
  const wave = (index: number, base: number, swing: number) => base + swing * Math.sin(index / 3)
  return {
    retention: groups.map(({ name, holds }) => retention(name, moods, holds)),
    flows: flows(moods),
    actions: {
      turns,
      shares: {
        skip: turns.map((_, index) => wave(index, 0.54, 0.04)),
        click: turns.map((_, index) => wave(index, 0.46, -0.04)),
        like: turns.map((_, index) => wave(index, 0.02, 0.006)),
        comment: turns.map((_, index) => wave(index, 0.004, 0.001)),
        share: turns.map((_, index) => wave(index, 0.006, 0.002)),
        follow: turns.map(() => 0.002),
        hide: turns.map(() => 0.001)
      },
      impressions: frames.map(({ present }) => present * 10)
    },
    instructions: WISHES.map(({ act }, index) => {
      const followed = Math.floor(asked / (index + 2))
      const after = 0.85 - 0.1 * index
      const margin = followed > 0 ? Math.min(0.3, 1 / Math.sqrt(followed)) : 0.3
      return {
        act,
        asked: Math.floor(asked / (index + 1.5)),
        followed,
        before: 0.2 + 0.05 * index,
        after: { value: after, low: Math.max(0, after - margin), high: Math.min(1, after + margin), n: followed }
      }
    }),
    diversity: turns.map((when, index) => {
      const value = wave(index, 0.61, 0.05)
      return { ...when, value, low: value - 0.02, high: value + 0.02, n: 200 }
    }),
    endings: { left: moods.length === 0 ? 0 : count(moods.at(-1), (mood) => mood < 0), truncated: 5_120, failed: 3 },
    leaveCauses: {
      bored: 2_900,
      annoyed: 800,
      tired: 640,
      repetitive: 1_200,
      'off-topic': 420,
      done: 300,
      external: 140
    }
  }
}

function retention(name: string, moods: readonly Int8Array[], holds: (user: number) => boolean) {
  const people = moods[0] ? [...moods[0].keys()].filter(holds) : []
  let atRisk = people.length
  let share = 1
  let spread = 0
  const curve = moods.map((now, turn) => {
    const staying = people.filter((user) => (now[user] ?? -1) >= 0).length
    const left = atRisk - staying
    const risk = atRisk
    if (risk > 0) share *= 1 - left / risk
    if (risk > left) spread += left / (risk * (risk - left))
    atRisk = staying
    const margin = 1.96 * share * Math.sqrt(spread)
    return { turn: turn + 1, share, low: Math.max(0, share - margin), high: Math.min(1, share + margin), atRisk: risk }
  })
  const start = { turn: 0, share: 1, low: 1, high: 1, atRisk: people.length }
  return { name, visits: people.length, curve: [start, ...curve] }
}

function flows(moods: readonly Int8Array[]): PopulationView['flows'] {
  const turns = [...moods.keys()].slice(0, 12)
  const nameOf = (mood: number | undefined): string => MOODS[mood ?? -1] ?? GONE
  const links = turns.slice(1).flatMap((toTurn) => {
    const before = moods[toTurn - 1]
    const after = moods[toTurn]
    const tally = new Map<string, number>()
    for (const user of before?.keys() ?? []) {
      const pair = `${nameOf(before?.[user])} ${nameOf(after?.[user])}`
      tally.set(pair, (tally.get(pair) ?? 0) + 1)
    }
    return [...tally].map(([pair, people]) => {
      const [from = GONE, to = GONE] = pair.split(' ')
      return { fromTurn: toTurn - 1, from, toTurn, to, people }
    })
  })
  return { turns, moods: [...MOODS, GONE], links }
}

const count = (of: Int8Array | undefined, fits: (value: number) => boolean): number =>
  of ? of.reduce((sum, value) => sum + (fits(value) ? 1 : 0), 0) : 0
