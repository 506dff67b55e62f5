import { luckSaid } from './firm.ts'
import { isClear } from './forest.ts'
import { gapsOf } from './gaps.ts'
import { fact, glance, REHEARSED } from './glance.ts'
import { type Html, html } from './html.ts'
import { chip, type Named, type ReactView } from './react-view.ts'
import { capital, clip, clock, count, figure, listed, many, percent } from './text.ts'
import { isKnown } from './words.ts'

/** The chance that another seed gives the same verdict, from which on a variant is said to win. */
const FIRM = 0.9

/** The finding in one sentence. */
export function headline(view: ReactView): string {
  const { all, result } = view
  const reached = all.filter(({ reaction }) => isKnown(reaction.overall.rates.click))
  if (reached.length === 0) return 'Nobody got to see it: there is nothing to report'
  if (all.length === 1) return ofOne(all[0]!, result.populations)
  return view.isRanking ? ofRanking(view) : ofVariants(view)
}

const ofOne = ({ name, reaction }: Named, populations: readonly string[]) =>
  `${percent(reaction.overall.rates.click.value)} of ${listed(populations)} open “${name}”`

function ofRanking({ all }: ReactView): string {
  const [first, ...others] = all as [Named, ...Named[]]
  const level = others.filter((other) => isLevel(first, other)).length
  const lead = `“${first.name}” is opened most, by ${percent(first.reaction.overall.rates.click.value)}`
  if (level === 0) return `${lead}, ahead of all ${others.length} others`
  return `${lead}; ${level === others.length ? `none of the ${level} others is clearly behind` : `too close to call with ${many(level, 'other')}`}`
}

/** Intervals of being opened that overlap: which of the two is ahead is too close to call. */
export const isLevel = (a: Named, b: Named): boolean => {
  const [inA, inB] = [a.reaction.overall.rates.click, b.reaction.overall.rates.click]
  return !isKnown(inB) || !isClear({ low: inA.low - inB.high, high: inA.high - inB.low })
}

/** Whether another seed would hardly turn the verdict of a population; with more than two variants nobody has worked it out. */
function isFirm(view: ReactView): (population: string) => boolean {
  const gaps = view.all.length === 2 ? gapsOf(view) : []
  return (population) => (gaps.find(({ of }) => of.population === population)?.firm.same ?? 1) >= FIRM
}

function ofVariants(view: ReactView): string {
  const {
    all,
    result: { verdicts }
  } = view
  const isSure = isFirm(view)
  if (verdicts.length === 0) return `How people took ${many(all.length, 'post')}`
  const won = all.flatMap((post) => {
    const by = verdicts.filter(({ winner }) => winner === post.reaction.label).map(({ population }) => population)
    return by.length === 0 ? [] : [{ post, by }]
  })
  const open = verdicts.filter(({ winner }) => winner === null).map(({ population }) => population)
  if (won.length === 0)
    return verdicts.length === 1
      ? `Too close to call: ${listed(open)} open ${all.length === 2 ? 'both' : 'all'} about as often`
      : `Too close to call among ${listed(open)}`
  const parts = won.map(({ post, by }) => {
    const [sure, ahead] = [by.filter(isSure), by.filter((population) => !isSure(population))]
    const said = [
      ...(sure.length > 0 ? [`wins with ${listed(sure)}`] : []),
      ...(ahead.length > 0 ? [`is ahead with ${listed(ahead)}, and may not stay so`] : [])
    ]
    return `${post.key}, “${clip(post.name, 48)}”, ${said.join('; ')}`
  })
  if (open.length > 0) parts.push(`too close to call for ${listed(open)}`)
  return parts.join('; ')
}

/** The verdicts, population by population: who wins or that nobody does, and how sure that is. */
export function verdicts(view: ReactView): Html | null {
  const { result, all } = view
  if (result.verdicts.length === 0) return null
  const gaps = all.length === 2 ? gapsOf(view) : []
  const isSure = isFirm(view)
  return html`<ul class="verdicts">${result.verdicts.map(({ population, winner, says }) => {
    const won = all.find(({ reaction }) => reaction.label === winner)
    const luck = gaps.find(({ of }) => of.population === population)?.firm.luck
    const called = won
      ? html`${chip(won)} ${isSure(population) ? 'wins' : 'is ahead'}`
      : html`<b class="open">too close to call</b>`
    return html`<li><p><b dir="auto">${clip(population, 60)}</b> <span class="call">${called}</span></p><p dir="auto">${capital(clip(shortened(says, population, all), 420))}</p>${
      won && luck !== undefined ? html`<p class="aside">Luck alone would make such a gap ${luckSaid(luck)}.</p>` : null
    }</li>`
  })}</ul>`
}

/** Without the name of the population, and with letters for the titles that stand beside them anyway. */
function shortened(says: string, population: string, all: readonly Named[]): string {
  const start = `${population}: `
  const rest = says.startsWith(start) ? says.slice(start.length) : says
  return all.reduce((text, { key, reaction }) => text.replaceAll(`“${reaction.label}”`, key), rest)
}

/** What was rehearsed, with whom, by what, and how sure it is. */
export function rests(view: ReactView): Html {
  const { result, all, isRanking } = view
  const { populations, users, seed, mind, fallbackShare, manifest, model } = result
  const people = `${many(users, 'simulated person', 'simulated people')}${populations.length > 1 ? ' each' : ''} from ${listed(
    populations.map((one) => `“${one}”`),
    8
  )}`
  const made =
    fallbackShare > 0
      ? `${percent(fallbackShare)} of decisions made by its parametric half`
      : 'which made every decision itself'
  const what = all.length === 1 ? 'A post' : `${all.length} ${isRanking ? 'posts' : 'variants'}`
  return html`${glance([
    [
      'Rehearsed',
      `${what} in the feed of “${clip(manifest.recommender.name, 40)}” over ${many(manifest.catalogue.items, 'item')}`
    ],
    ['With', people],
    ['How sure', sureness(view)],
    [
      'Made by',
      `The mind “${clip(`${mind}`, 60)}”, ${made}${model ? `; language model “${clip(model.model, 60)}”` : ''}; seed ${String(seed)}`
    ]
  ])}<p class="aside">${REHEARSED}</p>`
}

/** In one line; the verdicts say more, where there are some. */
function sureness(view: ReactView): string {
  const { all, isRanking } = view
  const first = all.find(({ reaction }) => isKnown(reaction.overall.rates.click))
  if (!first) return 'Nothing is known'
  const click = first.reaction.overall.rates.click
  const within = `${percent(click.low)} to ${percent(click.high)}`
  if (all.length === 1) return `${within} open it (95% interval over people)`
  if (isRanking) {
    const level = all.filter((post) => post !== first && isLevel(first, post)).length
    return level === 0 ? 'The first is clear of the others' : `${many(level, 'post')} may be as good as the first`
  }
  const gaps = gapsOf(view)
  if (gaps.length === 0) return 'Nothing could be compared'
  const firm = gaps.filter((gap) => gap.firm.same >= FIRM)
  if (firm.length === gaps.length) return 'Another seed would give the same verdicts, 9 times in 10 or more'
  const open = [...new Set(gaps.filter((gap) => gap.firm.same < FIRM).map(({ of }) => of.population))]
  return `Another seed may turn the verdict for ${listed(open)}`
}

export function notes({ result }: ReactView): string[] {
  const { failures, fallbackShare, interrupted, posts, users, populations } = result
  const expected = users * populations.length
  const fewest = Math.min(...posts.map(({ reached }) => reached))
  return [
    ...(interrupted ? ['It was interrupted: all figures rest on what had happened until then.'] : []),
    ...broken(failures),
    ...(fallbackShare >= 0.05
      ? [
          `A parametric mind made ${percent(fallbackShare)} of the decisions; the language model was asked where it matters.`
        ]
      : []),
    ...(fewest > 0 && fewest < 100 && expected > 0
      ? [
          `Few people: ${posts.length > 1 ? 'one of the posts' : 'the post'} was met by ${count(fewest)} only, so expect wide intervals.`
        ]
      : [])
  ]
}

/** What is said of minds and recommenders that broke. */
export function broken({ mind, recommender, first }: ReactView['result']['failures']): string[] {
  if (mind + recommender === 0) return []
  const parts = [
    ...(mind > 0 ? [`the mind failed ${many(mind, 'time')}`] : []),
    ...(recommender > 0 ? [`the recommender failed ${many(recommender, 'time')}`] : [])
  ]
  return [
    `${capital(listed(parts))}; those visits broke off there.${first ? ` The first failure: ${clip(first, 300)}` : ''}`
  ]
}

/** Each post with its four figures. */
export const cards = (view: ReactView): Html =>
  html`<div class="cards${view.shown.length === 1 ? ' one' : view.shown.length === 4 ? ' four' : ''}">${view.shown.map((post) => card(post, view))}</div>`

function card(post: Named, view: ReactView): Html {
  const { reached, overall, post: given, spread } = post.reaction
  const { click, leave } = overall.rates
  const about = [
    given.format,
    clock(given.durationSeconds),
    ...(given.creator ? [`by ${clip(given.creator, 40)}`] : []),
    `met by ${many(reached, 'person', 'people')}`
  ]
  const titled = html`${view.all.length > 1 ? chip(post) : null}<span dir="auto">${clip(post.reaction.title, 150)}</span>`
  const head = view.isRanking ? html`<h3>${titled}</h3>` : html`<h2>${titled}</h2>` // of a part of its own, or right below the headline
  return html`<div class="card">${head}<p class="aside">${about.join(' · ')}</p><dl>${[
    fact('opened it', percent(click.value), isKnown(click) && `${percent(click.low)} to ${percent(click.high)}`),
    fact(
      'watched, median',
      percent(overall.watch.medianRatio),
      Number.isFinite(overall.watch.meanSeconds) && `of its length; mean ${clock(overall.watch.meanSeconds)}`
    ),
    fact('left right after', percent(leave.value), isKnown(leave) && `${percent(leave.low)} to ${percent(leave.high)}`),
    fact(
      'shares per 1,000',
      figure(spread.sharesPerThousand.value),
      isKnown(spread.sharesPerThousand) &&
        `${figure(spread.sharesPerThousand.low)} to ${figure(spread.sharesPerThousand.high)}`
    )
  ]}</dl></div>`
}
