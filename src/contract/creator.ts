import * as z from 'zod'
import type { Chance } from './chance.ts'
import { Post } from './item.ts'
import type { Models } from './model.ts'

/** What a creator might publish: a post, under one of several titles. */
export const Draft = z.strictObject({
  ...Post.shape,
  /** Other titles that it could go under; each counts as a draft of its own. */
  titles: z.array(Post.shape.title).max(20).default([])
})
export type Draft = z.infer<typeof Draft>

/** Somebody who publishes. */
export const Creator = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** Share of all people who follow it on day 0, 0 to 1. Whoever follows because of a post comes to them. */
  followers: z.number().min(0).max(1).default(0.1),
  /** Days between two posts, where its strategy says nothing of it. */
  every: z.number().int().min(1).max(365).default(1),
  /** How it decides what to publish: `fixed`, `bandit`, `llm`, or a file. */
  strategy: z.string().min(1).default('fixed'),
  /** What it may publish, each once, but where there is nothing else. */
  drafts: z.array(Draft).min(1).max(200)
})
export type Creator = z.infer<typeof Creator>
export type CreatorInput = z.input<typeof Creator>

/** What a creator sees of a post of its own: numbers, and nobody by name. */
export interface PostFigures {
  /** Position among its drafts, titles counted apart. */
  readonly draft: number
  /** The day on which it was published. */
  readonly day: number
  readonly impressions: number
  readonly views: number
  readonly likes: number
  readonly comments: number
  readonly shares: number
  readonly watchSeconds: number
  /** People who follow the creator since. */
  readonly follows: number
}

/** What a creator can choose from. */
export interface DraftView {
  readonly title: string
  readonly topic: string
  readonly format: string
  readonly durationSeconds: number
}

export interface StrategySetting {
  readonly creator: Pick<Creator, 'name' | 'every'>
  readonly drafts: readonly DraftView[]
  /** Of this creator alone. */
  readonly chance: Chance
  /** For definitions that say `asksModel`. */
  readonly models?: Models | undefined
  /** Which of the creators it is, from 0. */
  readonly index: number
}

export interface Choice {
  /** Position among the drafts. */
  readonly draft: number
  /** Days until the next post, 1 or more; what the creator is used to if not given. */
  readonly next?: number
  /** Why, in a few words. */
  readonly why?: string
}

/** One way of deciding what to publish: one file of the shelf `strategies`. */
export interface StrategyDefinition {
  readonly description: string
  readonly asksModel?: true
  create(setting: StrategySetting): {
    /** @param past figures of its posts so far, in the order in which they were published @param unused drafts that were not published yet */
    choose(day: number, past: readonly PostFigures[], unused: readonly number[]): Choice | Promise<Choice>
  }
}

/** What came of one creator. */
export interface CreatorResult {
  readonly name: string
  readonly strategy: string
  readonly posts: readonly (PostFigures & DraftView & { readonly why: string })[]
  readonly views: number
  readonly likes: number
  readonly shares: number
  readonly followersFirst: number
  readonly followersLast: number
  /** Its part of the seconds that were spent on what all creators published. */
  readonly attention: number
  /** How it feels in the end: hopeful, encouraged, discouraged, or done with it. */
  readonly morale: string
}
