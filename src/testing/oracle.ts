import { RecoError } from '../contract/error.ts'
import type { RecommenderDefinition } from '../contract/plugin.ts'
import { createRanker } from '../ranking/ranker.ts'

/** The same recommender, deaf: instructions never reach it. */
export function ignoring(definition: RecommenderDefinition): RecommenderDefinition {
  return {
    ...definition,
    description: `${definition.description} (deaf to instructions)`,
    create(setting) {
      const { instructed: _, ...deaf } = bound(definition.create(setting))
      return deaf
    }
  }
}

/** Its methods, free of it, so that they may be left out one by one. */
function bound<Whole extends object>(whole: Whole): Whole {
  const names = [
    'recommend',
    'recommendBatch',
    'recommendInto',
    'learn',
    'gather',
    'instructed',
    'endOfSession'
  ] as const
  const methods = whole as Record<string, unknown>
  return Object.fromEntries(
    names.flatMap((name) => {
      const method = methods[name]
      return typeof method === 'function' ? [[name, method.bind(whole)]] : []
    })
  ) as Whole
}

const byTruth = (description: string, sign: 1 | -1): RecommenderDefinition => ({
  description,
  oracle: true,
  create({ catalogue, truth }) {
    if (!truth)
      throw new RecoError('recommender.no-truth', {
        what: 'An oracle was put to work without the liking of a mind.',
        fix: 'Give `truth` in its setting: a mind that has `affinity` knows it.'
      })
    const ranker = createRanker(catalogue.size)
    return {
      recommend(request) {
        const items = ranker.best(request, (item) => sign * truth(request.user, item))
        return { items, propensities: items.map(() => 1) }
      }
    }
  }
})

/** Serves what the person will like best just now: no recommender can know it. */
export const oracle = byTruth('The best of what is left, by the person’s own liking', 1)
/** Serves what the person will like least. */
export const antiOracle = byTruth('The worst of what is left, by the person’s own liking', -1)
