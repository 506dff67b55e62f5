import type { StrategyDefinition } from '../../src/define.ts'

/** Views that an untried topic is taken to have had, with what share of them. */
const PRIOR = { impressions: 20, rate: 0.4 }

/**
 * Tries topics, and then does more of what is opened: a draw of each topic's rate of opening from what was seen of it
 * (Thompson), then of the titles and drafts of that topic the one that did best, or has not been tried. After a success it comes
 * back sooner, after a failure later.
 */
const bandit: StrategyDefinition = {
  description: 'Publishes more of the topics and titles that are opened, and sooner after a success',
  create({ drafts, chance, creator }) {
    const luck = chance.for('strategy-bandit')
    const topics = [...new Set(drafts.map(({ topic }) => topic))]
    return {
      choose(day, past, unused) {
        const of = (is: (draft: number) => boolean) =>
          past.reduce(
            (sum, post) =>
              is(post.draft) ? { views: sum.views + post.views, shown: sum.shown + post.impressions } : sum,
            { views: PRIOR.impressions * PRIOR.rate, shown: PRIOR.impressions }
          )
        const left = unused.length > 0 ? unused : drafts.map((_, at) => at)
        const open = topics.filter((topic) => left.some((draft) => drafts[draft]!.topic === topic))
        const draws = open.map((topic, at) => {
          const { views, shown } = of((draft) => drafts[draft]!.topic === topic)
          const rate = views / shown
          luck.at(day, at)
          const normal = Math.sqrt(-2 * Math.log(luck.block[0]!)) * Math.cos(2 * Math.PI * luck.block[1]!)
          return rate + normal * Math.sqrt((rate * (1 - rate)) / shown)
        })
        const best = open[draws.indexOf(Math.max(...draws))]!
        const own = left.filter((draft) => drafts[draft]!.topic === best)
        const draft = own[Math.floor(luck.at(day, topics.length) * own.length)]!
        return { draft, next: paceAfter(past, creator.every), why: `${best || 'this'} is opened most` }
      }
    }
  }
}

/** Sooner after a post that was opened more than usual, later after one that was opened less. */
function paceAfter(past: readonly { views: number }[], every: number): number {
  const last = past.at(-1)
  if (!last || past.length < 3) return every
  const usual = past.reduce((sum, { views }) => sum + views, 0) / past.length
  if (last.views > 1.2 * usual) return Math.max(1, every - 1)
  return last.views < 0.6 * usual ? every + 1 : every
}

export default bandit
