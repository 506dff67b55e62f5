import type { RecommenderDefinition } from '../../src/define.ts'
import { createItemToItem } from '../../src/ranking/index.ts'
import { closedForm } from './ease/closed-form.ts'

/** How much the weights are held back: as if each item had been taken to by as many more people who took to nothing else. */
const RIDGE = 100
/** A fit of 512 items costs 67 million multiplications, about 0.2 s; of a larger catalogue no more are compared. */
const MOST = 512

/**
 * Collaborative filtering by regression: each item is foretold from all the others, in one closed form; so an item that
 * merely goes along with another that explains both says little.
 *
 * @source Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019
 */
const ease: RecommenderDefinition = {
  description: 'Each item foretold from all others that a person took to: a regression in closed form, fitted online',
  splits: true,
  create: (setting) =>
    createItemToItem(setting, {
      most: MOST,
      weigh: (counts, size) => closedForm(counts, size, RIDGE),
      because: 'foretold by what you took to'
    })
}

export default ease
