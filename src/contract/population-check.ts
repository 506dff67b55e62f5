import type { Trait } from './population.ts'

/** What a population is, in numbers: as it says, and as its first people are. */
export interface PopulationCheck {
  readonly name: string
  readonly description: string
  readonly sources: readonly string[]
  /** How many people were looked at. */
  readonly people: number
  /** Kinds of people that are told apart: segments, or parts of them. */
  readonly kinds: number
  readonly segments: readonly SegmentCheck[]
  /** What margins ask for, and what the people at hand have, by weight. */
  readonly margins: readonly {
    readonly variable: string
    readonly category: string
    readonly target: number
    readonly seen: number
  }[]
  /** As many people drawn by their shares would say as much of everybody: (Σw)² / Σw². */
  readonly effectiveSize: number
  /** People drawn for each of these; 1 where nobody is drawn more often than its share. */
  readonly designEffect: number
  readonly ages: readonly { readonly from: number; readonly share: number }[]
  readonly devices: readonly { readonly name: string; readonly share: number }[]
  readonly regions: readonly { readonly name: string; readonly share: number }[]
  readonly diversity: {
    /** Of so many people … */
    readonly of: number
    /** … as different as so many of whom no two are alike; clones of one are 1. */
    readonly effective: number
    /** effective / of: 0 to 1. */
    readonly score: number
    /** Share of them who have somebody very like them among the others. */
    readonly twins: number
  }
  readonly notes: readonly string[]
}

export interface SegmentCheck {
  readonly segment: string
  readonly population: string
  /** Its part of the population, and its part of those drawn. */
  readonly share: number
  readonly drawn: number
  /** How many of the people at hand are of it. */
  readonly people: number
  readonly age: { readonly min: number; readonly max: number }
  readonly traits: Readonly<Record<Trait, { readonly mean: number; readonly sd: number }>>
  /** What it takes to most and least, on average. */
  readonly likes: readonly { readonly phrase: string; readonly liking: number }[]
  readonly dislikes: readonly { readonly phrase: string; readonly liking: number }[]
}
