import type { Catalogue, Slate } from '../../../src/define.ts'
import { isIn, isMust, type StandingWish, sayWish } from '../../../src/ranking/index.ts'
import type { Memory, VisitSummary } from './memory.ts'

/** What is done about the wishes that stand: the plan in a sentence, and the steps that carry it out. */
export function planOf({ wishes, visits }: Memory, topics: readonly string[]): NonNullable<Slate['plan']> {
  const fresh = wishes.filter(({ isFresh }) => isFresh)
  const older = wishes.filter(({ isFresh }) => !isFresh)
  const asked = fresh.length > 0 ? `Asked just now: ${listed(fresh)}.` : ''
  const kept = older.length > 0 ? `Still in mind: ${listed(older)}.` : ''
  const calls = wishes.map((wish) => ({ tool: toolFor(wish), input: sayWish(wish) }))
  return {
    plan: [asked, kept, lastVisit(visits.at(-1), topics), 'Then what this person likes, spread over topics.']
      .filter(Boolean)
      .join(' '),
    calls: [
      ...calls,
      { tool: 'rank', input: 'by taste, quality and curiosity, less what there was lately' },
      { tool: 'rerank', input: 'spread over topics' }
    ]
  }
}

function lastVisit(visit: VisitSummary | undefined, topics: readonly string[]): string {
  if (!visit || visit.liked.length === 0) return ''
  const liked = visit.liked.map((topic) => topics[topic]).join(', ')
  return `Last visit: ${visit.slates} slates, ${visit.opened} items opened, most time on ${liked}.`
}

const listed = (wishes: readonly StandingWish[]) => wishes.map(sayWish).join('; ')

function toolFor(wish: StandingWish): string {
  if (wish.act === 'reset') return 'forget'
  if (!isMust(wish)) return 'rank'
  return wish.act === 'exclude' || wish.act === 'reduce' ? 'filter' : 'search'
}

/** From this weight on a topic counts as liked. */
const LIKED = 0.12
const ENJOYED = 0.6

/** Says of each item why it is there: what was asked for, what was watched like it, or what it may bring. */
export function createWhy(catalogue: Catalogue) {
  const { topic, topics, popularity, items } = catalogue
  const said = topics.map((name) => ({
    liked: `you like ${name}`,
    visit: `you spent time on ${name} last time`,
    tried: `to see whether you like ${name}`,
    well: `well received, about ${name}`
  }))

  const most = new Float64Array(topics.length)
  const enjoyed = new Int32Array(topics.length)
  const watched: string[] = []

  return function why(slate: readonly number[], memory: Memory | undefined): string[] {
    if (!memory) return slate.map((item) => said[topic[item]!]!.well)
    const fresh = memory.wishes.filter(({ isFresh }) => isFresh)
    const answers = fresh.map(({ fits, ...wish }) => ({ fits, text: `you asked for ${sayWish(wish)}` }))
    const lastVisit = memory.visits.at(-1)?.liked ?? []
    findEnjoyed(memory)
    return slate.map((item) => {
      const about = topic[item]!
      const words = said[about]!
      const answer = answers.find(({ fits }) => isIn(fits, item))
      if (answer) return answer.text
      if (enjoyed[about]! >= 0) return likeWatched(enjoyed[about]!)
      if (lastVisit.includes(about)) return words.visit
      if (memory.taste.mean[about]! >= LIKED) return words.liked
      return popularity[item]! >= 0.7 ? words.well : words.tried
    })
  }

  /** What the person lately enjoyed most of each topic; −1 when there is nothing. */
  function findEnjoyed({ items: seen, worths }: Memory): void {
    most.fill(ENJOYED)
    enjoyed.fill(-1)
    for (let at = 0; at < seen.length; at++) {
      if (seen[at]! < 0) continue
      const about = topic[seen[at]!]!
      if (worths[at]! <= most[about]!) continue
      most[about] = worths[at]!
      enjoyed[about] = seen[at]!
    }
  }

  function likeWatched(item: number): string {
    watched[item] ??= `like “${items[item]!.title}”, which you watched`
    return watched[item]
  }
}
