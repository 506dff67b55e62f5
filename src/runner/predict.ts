import { RecoError } from '../contract/error.ts'
import type { Item, Post } from '../contract/item.ts'
import { OUTCOMES, type Outcome, type Prediction, type Skill, WAYS, type Way } from '../contract/prediction.ts'
import { spearman } from '../experiment/index.ts'
import { createChance } from '../kernel/chance.ts'
import { drawSome } from '../kernel/draw.ts'
import { type AudienceView, audienceView } from './predict/audience.ts'
import { bestRidge, indices, pick } from './predict/ridge.ts'
import { type PostInput, postsOf } from './react/posts.ts'
import type { ReactOptions } from './react.ts'
import { settingOf } from './setting.ts'

export interface PredictOptions extends Omit<ReactOptions, 'posts' | 'graph' | 'reach' | 'replicates' | 'catalogue'> {
  /** Posts whose past is known: a file (CSV, JSON, JSONL, Parquet) or items, with views and any of likes, comments, dislikes. */
  past: string | readonly Item[]
  /** Posts to foretell; none: only how well it can be done. */
  posts?: readonly PostInput[]
  /** The feed around them. Default: the house's own. */
  catalogue?: ReactOptions['catalogue']
}

/** Past posts, and views of each, that it takes. */
const LEAST = { posts: 40, views: 100 } as const
const FOLDS = 5

/**
 * What posts would do in the world. A simulated audience meets the past posts and the new ones; how it takes to each (by segment)
 * is set against what the past ones did (ridge regression on log rates), and that is read off for the new ones. How well it does
 * is told on past posts of channels that it was not fitted to, beside two ways that need no audience.
 *
 * @throws RecoError `predict.too-few`; those of the reader and of `react`
 */
export async function predict(options: PredictOptions): Promise<Prediction> {
  const started = performance.now()
  const { past, posts: given = [], users = 20_000, catalogue, ...rest } = options
  const read = await settingOf({ catalogue: past, population: 'everyone' })
  const items = read.catalogue.definition.filter(({ views = 0 }) => views >= LEAST.views)
  const known = OUTCOMES.filter(
    (outcome) => items.filter((item) => countOf(item, outcome) !== undefined).length >= LEAST.posts
  )
  if (known.length === 0)
    throw new RecoError('predict.too-few', {
      what: `${items.length} of ${read.catalogue.definition.length} past posts have ${LEAST.views} views and more, and likes, comments or dislikes are known of fewer than ${LEAST.posts}.`,
      fix: 'Give at least 40 past posts with views, and likes, comments or dislikes.'
    })
  const drafts = given.length > 0 ? postsOf(given) : []
  const all = [...items.map(postOf), ...drafts]
  const view = await audienceView(all, { ...rest, users, ...(catalogue === undefined ? {} : { catalogue }) })
  const words = await wordsOf(all, options)
  const rows: Readonly<Record<Way, readonly ArrayLike<number>[]>> = {
    audience: view.rows,
    category: categoriesOf([...items.map(({ category }) => category), ...drafts.map(({ topics }) => topics[0] ?? '')]),
    words
  }
  const channels = groupsOf(
    items.map(({ channel, id }) => channel || id),
    options.seed ?? 7
  )
  const fits = known.map((outcome) => fitOf(outcome, items, rows, channels))
  return {
    posts: drafts.map(({ title }, at) => ({
      title,
      rates: Object.fromEntries(fits.map(({ outcome, foretell }) => [outcome, foretell(items.length + at)]))
    })),
    check: fits.map(({ outcome, n, ways }) => ({ outcome, n, ways })),
    past: items.length,
    channels: new Set(channels).size,
    people: view.people,
    meetings: view.meetings,
    says: saysOf(fits, view),
    seconds: (performance.now() - started) / 1_000
  }
}

const countOf = (item: Item, outcome: Outcome): number | undefined =>
  ({ like: item.likes, comment: item.comments, dislike: item.dislikes })[outcome]

const postOf = ({
  title,
  description,
  topics,
  category,
  format,
  durationSeconds,
  tags,
  channel,
  image
}: Item): Post => ({
  title,
  description,
  topics: [...new Set([category, ...topics].filter(Boolean))].slice(0, 50),
  format,
  durationSeconds,
  tags,
  thumbnail: image,
  creator: channel
})

/** Each text's place in the representation. */
async function wordsOf(posts: readonly Post[], { representation }: PredictOptions): Promise<Float64Array[]> {
  const found = await settingOf({ ...(representation === undefined ? {} : { representation }) })
  const how = found.representation.definition.create()
  const embedded = await how.embed(posts.map(({ creator: _c, thumbnail: _t, ...words }) => words))
  return posts.map((_, at) => Float64Array.from(embedded.subarray(at * how.dimensions, (at + 1) * how.dimensions)))
}

/** A column for each category. */
function categoriesOf(names: readonly string[]): Float64Array[] {
  const all = [...new Set(names)]
  return names.map((name) => Float64Array.from(all, (one) => (one === name ? 1 : 0)))
}

/** Channels in an order that chance gives: posts of one are never on both sides. */
function groupsOf(channels: readonly string[], seed: number): number[] {
  const names = [...new Set(channels)]
  const luck = createChance(seed).for('predict/folds')
  const order = drawSome(names.length, names.length, (i) => luck.at(i))
  const place = new Map(order.map((name, at) => [names[name]!, at]))
  return channels.map((channel) => place.get(channel)!)
}

interface Fit {
  readonly outcome: Outcome
  readonly n: number
  readonly ways: Readonly<Record<Way, Skill>>
  foretell(row: number): { value: number; low: number; high: number }
}

/** Fits each way, and tries it on channels that it has not seen. */
function fitOf(
  outcome: Outcome,
  items: readonly Item[],
  rows: Readonly<Record<Way, readonly ArrayLike<number>[]>>,
  channels: readonly number[]
): Fit {
  const usable = items.flatMap((item, at) => (countOf(item, outcome) === undefined ? [] : [at]))
  const targets = usable.map((at) => Math.log((countOf(items[at]!, outcome)! + 0.5) / (items[at]!.views! + 1)))
  const groups = pick(channels, usable)
  const skills = Object.fromEntries(
    WAYS.map((way) => {
      const own = pick(rows[way], usable)
      const foretold = outOfFold(own, targets, groups)
      return [way, { skill: skillOf(targets, foretold), foretold }]
    })
  ) as Record<Way, { skill: Skill; foretold: number[] }>
  const line = bestRidge(pick(rows.audience, usable), targets, groups)
  const offs = targets.map((target, at) => target - skills.audience.foretold[at]!).sort((a, b) => a - b)
  const off = (q: number) => offs[Math.min(offs.length - 1, Math.max(0, Math.round(q * (offs.length - 1))))]!
  return {
    outcome,
    n: usable.length,
    ways: Object.fromEntries(WAYS.map((way) => [way, skills[way].skill])) as Fit['ways'],
    foretell(row) {
      const middle = line.predict(rows.audience[row]!)
      return {
        value: Math.exp(middle),
        low: Math.exp(middle + off(0.025)),
        high: Math.min(1, Math.exp(middle + off(0.975)))
      }
    }
  }
}

/** Each case foretold from channels other than its own. */
function outOfFold(
  rows: readonly ArrayLike<number>[],
  targets: readonly number[],
  groups: readonly number[]
): number[] {
  const foretold = new Array<number>(rows.length).fill(0)
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = indices(groups, (group) => group % FOLDS !== fold)
    const line = bestRidge(
      pick(rows, train),
      pick(targets, train),
      pick(groups, train).map((group) => Math.floor(group / FOLDS))
    )
    for (const at of indices(groups, (group) => group % FOLDS === fold)) foretold[at] = line.predict(rows[at]!)
  }
  return foretold
}

export function skillOf(real: readonly number[], foretold: readonly number[]): Skill {
  const n = real.length
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / n
  const [x, y] = [mean(foretold), mean(real)]
  let [xy, xx, error] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    xy += (foretold[i]! - x) * (real[i]! - y)
    xx += (foretold[i]! - x) ** 2
    error += Math.abs(real[i]! - foretold[i]!) / n
  }
  return { spearman: spearman(foretold, real).value, slope: xx > 0 ? xy / xx : 0, error }
}

/** What it can and cannot tell. */
function saysOf(fits: readonly Fit[], { meetings }: AudienceView): string[] {
  const told = fits.map(({ outcome, ways }) => {
    const best = WAYS.reduce((a, b) => (ways[b].spearman > ways[a].spearman ? b : a))
    const how =
      best === 'audience'
        ? 'better than its category or its words do'
        : `${best === 'words' ? 'its words alone do' : 'its category alone does'} better (${ways[best].spearman.toFixed(2)})`
    return `${outcome}s per view: the audience ranks posts of unknown channels with a Spearman of ${ways.audience.spearman.toFixed(2)}; ${how}; it is off by a factor of ${Math.exp(ways.audience.error).toFixed(1)} on average`
  })
  return [
    ...told,
    `it tells which posts are liked more per view; it does not tell how many views they get, nor what the name of a channel is worth; each post was met by about ${meetings} simulated people`
  ]
}
