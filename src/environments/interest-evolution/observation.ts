import type { Encoder, Space, Spaces } from '../../define.ts'
import { type Document, TOPICS } from './documents.ts'

/** What came of one document of a slate; its quality is known once it was shown. */
export interface Response extends Document {
  readonly clicked: boolean
  /** Units of time. */
  readonly watched: number
}

export interface Observation {
  /** By topic, −1 … 1. */
  readonly interests: readonly number[]
  /** The topic of each document. */
  readonly topics: readonly number[]
  /** To the last slate; null before the first. */
  readonly responses: readonly Response[] | null
}

export interface Sizes {
  readonly candidates: number
  readonly slateSize: number
  /** Of a document, in units of time. */
  readonly length: number
}

const topic = { kind: 'index', n: TOPICS } as const
const listOf = <const Of extends Space>(of: Of, many: number) =>
  ({ kind: 'list', of, least: many, most: many }) as const

export function spacesOf({ candidates, slateSize, length }: Sizes): Spaces {
  const quality = { kind: 'box', shape: [], low: null, high: null } as const
  const watched = { kind: 'box', shape: [], low: 0, high: length } as const
  const response = { kind: 'record', of: { clicked: { kind: 'flag' }, watched, topic, quality } } as const
  return {
    observation: {
      kind: 'record',
      of: {
        interests: { kind: 'box', shape: [TOPICS], low: -1, high: 1 },
        topics: listOf(topic, candidates),
        responses: { kind: 'maybe', of: listOf(response, slateSize) }
      }
    },
    action: { ...listOf({ kind: 'index', n: candidates }, slateSize), distinct: true }
  }
}

/** Of a document: the interest in its topic, and which topic it is, as one number for each. */
const ITEM_SIZE = 1 + TOPICS

export const encoderOf = ({ candidates, slateSize }: Sizes): Encoder<Observation, readonly number[]> => ({
  stateSize: TOPICS,
  itemSize: ITEM_SIZE,
  slateSize,
  most: candidates,
  encode({ interests, topics }, state, items) {
    state.set(interests)
    items.fill(0, 0, topics.length * ITEM_SIZE)
    for (const [at, topic] of topics.entries()) {
      items[at * ITEM_SIZE] = interests[topic]!
      items[at * ITEM_SIZE + 1 + topic] = 1
    }
    return topics.length
  },
  taken: ({ responses }) => responses?.findIndex(({ clicked }) => clicked) ?? -1,
  action: (chosen) => Array.from(chosen)
})
