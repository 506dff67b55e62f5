// A recommender of your own. It knows what was shown, what people did with it and what they asked for; never who they are.
// This one starts from what is popular, counts which topics each person opens, and stops showing what it is told to stop.
import { actionBit, type RecommenderDefinition } from 'recoworld/define'

const OPENED = actionBit('click')

const recommender: RecommenderDefinition = {
  description: 'Popular items of the topics that a person opens; heeds what it is told to leave out',
  // Called once for a world. `catalogue` holds the items as columns: an item is its position in them.
  create({ catalogue }) {
    const { size, topic, topics, popularity } = catalogue
    const opened = new Map<number, Float64Array>() // person → how often each topic was opened, less how often passed
    const excluded = new Map<number, Set<number>>() // person → items that it does not want

    const tasteOf = (user: number) => {
      const taste = opened.get(user) ?? new Float64Array(topics.length)
      opened.set(user, taste)
      return taste
    }

    return {
      // The slate: positions in the catalogue, the best first.
      recommend({ user, size: wanted, shown }) {
        const taste = tasteOf(user)
        const unwanted = excluded.get(user)
        const score = (item: number) =>
          popularity[item]! + 0.2 * taste[topic[item]!]! - (shown(item) ? 10 : 0) - (unwanted?.has(item) ? 100 : 0)
        const scores = Float64Array.from({ length: size }, (_, item) => score(item))
        const items = Array.from({ length: size }, (_, item) => item)
        items.sort((a, b) => scores[b]! - scores[a]! || a - b)
        return { items: items.slice(0, wanted), why: 'popular, of a topic that you open' }
      },

      // What the person did with it, slot by slot, as far as it looked. The arrays are used again: copy what must last.
      learn({ user, items, actions, reached }) {
        const taste = tasteOf(user)
        for (let slot = 0; slot < reached; slot++) taste[topic[items[slot]!]!]! += actions[slot]! & OPENED ? 1 : -0.3
      },

      // What the person asked for: words for whoever reads, and an act with its target that can be obeyed.
      instructed(user, { act, target }) {
        if ((act !== 'exclude' && act !== 'reduce') || target === null) return
        const unwanted = excluded.get(user) ?? new Set()
        catalogue.about(target).forEach((likeness, item) => {
          if (likeness > 0.5) unwanted.add(item)
        })
        excluded.set(user, unwanted)
      }
    }
  }
}

export default recommender
