import { laws, type Moment } from '../../define.ts'

export const TOPICS = 20
/** Mean quality of each topic: 14 of trash, from −3 to 0, and 6 of worth, from 0 to 3. */
export const QUALITIES: readonly number[] = Array.from({ length: TOPICS }, (_, topic) =>
  topic < 14 ? -3 + (3 * topic) / 13 : (3 * (topic - 14)) / 5
)
/** Of a document's quality about that of its topic. */
const DEVIATION = 0.1

export interface Document {
  readonly topic: number
  readonly quality: number
}

/** Those to choose from at a turn, drawn anew for each: any topic is as likely as another. */
export function documentsAt({ episode, turn, chance }: Moment, count: number): readonly Document[] {
  const luck = chance.for('documents')
  return Array.from({ length: count }, (_, at) => {
    const from = 2 * (at % 2) // an address gives the numbers of two documents
    if (from === 0) luck.at(episode, 0, turn, at / 2)
    const topic = Math.floor(luck.block[from]! * TOPICS)
    return { topic, quality: QUALITIES[topic]! + DEVIATION * laws.normal.quantile(luck.block[from + 1]!) }
  })
}
