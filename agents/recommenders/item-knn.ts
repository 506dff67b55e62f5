import type { RecommenderDefinition } from '../../src/define.ts'
import { createItemToItem } from '../../src/ranking/index.ts'
import { nearestOnly } from './item-knn/likeness.ts'

/** Of how many neighbours an item speaks, and by how many people in common a likeness is believed by half. */
const NEIGHBOURS = 50
const SHRINK = 10
/** 2,048² counts and as many weights are 64 MB. */
const MOST = 2_048

/**
 * Collaborative filtering by items: each item that a person took to speaks for those that the same people took to.
 *
 * @source Sarwar, Karypis, Konstan & Riedl, Item-based collaborative filtering recommendation algorithms, WWW 2001
 */
const itemKnn: RecommenderDefinition = {
  description: 'What people took to who took to the same: the items nearest by whom they have in common, learnt online',
  splits: true,
  create: (setting) =>
    createItemToItem(setting, {
      most: MOST,
      weigh: (counts, size) => nearestOnly(counts, size, NEIGHBOURS, SHRINK),
      because: 'taken to by those who took to what you did'
    })
}

export default itemKnn
