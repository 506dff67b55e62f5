import type { RecommenderDefinition } from '../../src/define.ts'
import { createProfiles, createRanker, descending, innerProduct, mixed, worthOf } from '../../src/ranking/index.ts'

/** What is left of a profile after an item that was fully liked. */
const DECAY = 0.96
/** What an item counts that was looked at and passed. */
const PASSED = -0.15

/** Content-based: one direction per person, and the items that point the same way. */
const nearest: RecommenderDefinition = {
  description:
    'More of what a person watched and liked, and less like what it passed, by the meaning of titles and tags',
  create({ catalogue }) {
    const { embeddings, dimensions, popularity, seconds, topic, size } = catalogue
    const profiles = createProfiles(embeddings, dimensions, DECAY)
    const ranker = createRanker(size)
    const byPopularity = descending(popularity)
    return {
      recommend(request) {
        const profile = profiles.of(request.user)
        const items = profile
          ? ranker.best(request, (item) => innerProduct(profile, embeddings, item * dimensions))
          : mixed(request, byPopularity, topic)
        return {
          items,
          propensities: items.map(() => 1),
          why: profile ? 'like what you watched' : 'popular; we have not met'
        }
      },
      learn({ user, items, actions, watchSeconds, reached }) {
        for (let slot = 0; slot < reached; slot++) {
          const item = items[slot]!
          profiles.add(user, item, worthOf(actions[slot]!, watchSeconds[slot]!, seconds[item]!) || PASSED)
        }
      }
    }
  }
}

export default nearest
