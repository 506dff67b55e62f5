import type { PostReaction, ReactResult } from '../contract/result.ts'
import type { Pen } from './drawing.ts'
import { type Html, html } from './html.ts'
import { SERIES } from './palette.ts'
import { capital, clip } from './text.ts'

/** More posts than these are ranked rather than compared. */
const MOST_VARIANTS = SERIES
/** How many of a ranking are looked at closely. */
const CLOSELY = 3

/** A post with the short name that it has on the page: a letter for variants, its rank in a ranking. */
export interface Named {
  readonly key: string
  /** Which series it is in charts, 0 on. */
  readonly series: number
  /** Its title in a few words. */
  readonly name: string
  readonly reaction: PostReaction
}

export interface ReactView {
  readonly result: ReactResult
  readonly pen: Pen
  readonly isRanking: boolean
  readonly all: readonly Named[]
  /** Those with charts of their own. */
  readonly shown: readonly Named[]
}

export function viewOf(result: ReactResult, pen: Pen): ReactView {
  const isRanking = result.posts.length > MOST_VARIANTS
  const posts = isRanking ? [...result.posts].sort((a, b) => opened(b) - opened(a)) : result.posts
  const all = posts.map((reaction, series) => ({
    key: isRanking ? String(series + 1) : String.fromCharCode(65 + series),
    series,
    name: clip(reaction.label, 64),
    reaction
  }))
  return { result, pen, isRanking, all, shown: all.slice(0, isRanking ? CLOSELY : SERIES) }
}

const opened = ({ overall }: PostReaction) =>
  Number.isFinite(overall.rates.click.value) ? overall.rates.click.value : -1

export const chip = ({ key, series }: Named): Html =>
  html`<span class="chip ${series < SERIES ? `s${series + 1}` : ''}">${key}</span>`

/** Which letter is which post; nothing where there is but one. */
export const keyOf = (posts: readonly Named[]): Html | null =>
  posts.length < 2
    ? null
    : html`<p class="key">${posts.map((post) => html`<span>${chip(post)} <bdi>${post.name}</bdi></span>`)}</p>`

/** How a sentence speaks of a post: by its letter among others, by «it» alone. */
export const called = (post: Named, { all, isRanking }: ReactView): string =>
  all.length === 1 ? 'it' : isRanking ? `“${clip(post.name, 40)}”` : post.key

export const Called = (post: Named, view: ReactView): string => capital(called(post, view))
