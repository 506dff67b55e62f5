import { chartsRecommender } from '../../src/ranking/index.ts'

/** What others opened decides what is seen, in proportion. */
export default chartsRecommender({ influence: 1 })
