import type { RepresentationDefinition } from 'recoworld/define'
import { itemsOf, numberIn, TOPICS } from './items.ts'

/** Places an item of W1 by its topics, which its number tells, and a topic on its own axis; all else is unknown. */
export default {
  description: "W1's topics: 20 numbers an item, read from its number",
  create: () => ({
    dimensions: TOPICS,
    noise: { mean: 0.13, sd: 0.036 }, // of items with different main topics,
    knows: ({ title }) => numberIn(title, 'item') >= 0 || numberIn(title, 'topic') >= 0,
    embed(contents) {
      const rows = new Float32Array(contents.length * TOPICS)
      const { features } = itemsOf(contents.map(({ title }) => numberIn(title, 'item')))
      for (const [row, { title }] of contents.entries()) {
        const topic = numberIn(title, 'topic')
        if (topic >= 0 && topic < TOPICS) rows[row * TOPICS + topic] = 1
        if (numberIn(title, 'item') < 0) continue
        const about = features.subarray(row * TOPICS, (row + 1) * TOPICS)
        const length = Math.hypot(...about)
        for (let i = 0; i < TOPICS; i++) rows[row * TOPICS + i] = about[i]! / length
      }
      return rows
    }
  })
} satisfies RepresentationDefinition
