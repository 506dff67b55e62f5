import { draw, OF, stream } from './hash.ts'

/** W1's catalogue, which is fixed: its seed is not the world's. */
const SEED = 1
export const ITEMS = 10_000
export const TOPICS = 20

/** W1's items in columns, as many as asked for. */
export interface Items {
  /** n × TOPICS: how far each is about each topic; a row sums to 1. */
  readonly features: Float64Array
  /** −3.1 … 3.1: what time with it gives back of the time it takes. */
  readonly quality: Float64Array
  /** Length, 2 … 6 minutes. */
  readonly minutes: Float64Array
}

/** The items with these numbers, in this order. */
export function itemsOf(numbers: readonly number[]): Items {
  const features = new Float64Array(numbers.length * TOPICS)
  const quality = new Float64Array(numbers.length)
  const minutes = new Float64Array(numbers.length)
  for (const [row, number] of numbers.entries()) {
    const of = stream(SEED, number, OF.item)
    const main = mainTopic(number)
    let sum = 0
    for (let i = 0; i < TOPICS; i++) sum += draw(of, 1 + i)
    for (let i = 0; i < TOPICS; i++) features[row * TOPICS + i] = (0.5 * draw(of, 1 + i)) / sum + (i === main ? 0.5 : 0)
    quality[row] = (main < 14 ? -3 + (3 * main) / 13 : (3 * (main - 14)) / 5) + 0.2 * draw(of, 21) - 0.1
    minutes[row] = 2 + 4 * draw(of, 22)
  }
  return { features, quality, minutes }
}

export const mainTopic = (number: number): number => Math.floor(TOPICS * draw(stream(SEED, number, OF.item), 0))

/** The number that an item or a topic has by its name, such as 17 of `item 17`; −1 where there is none. */
export const numberIn = (name: string, of: 'item' | 'topic'): number =>
  Number(new RegExp(`^${of} (\\d+)$`).exec(name)?.[1] ?? -1)
