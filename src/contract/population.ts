import * as z from 'zod'
import { FORMATS } from './item.ts'

/** What a person is like, each 0 to 1. All but patience and trust stay as they are. */
export const TRAITS = [
  /** How readily it opens things and comes back. */
  'activity',
  /** How much better than average something must be. */
  'pickiness',
  /** How soon more of the same becomes too much. */
  'variety',
  /** How much what is popular draws it. */
  'conformity',
  /** How readily it likes, comments and shares. */
  'expressiveness',
  /** How likely it says what is wrong rather than leave in silence. */
  'outspokenness',
  /** How much it puts up with at the start of a visit. */
  'patience',
  /** How far it believes that the recommender listens, at first. */
  'trust'
] as const
export type Trait = (typeof TRAITS)[number]
export type Traits = Record<Trait, number>

/** How people of a segment talk: decides the words of thoughts and instructions. */
export const VOICES = ['plain', 'warm', 'blunt', 'playful', 'formal'] as const
export type Voice = (typeof VOICES)[number]

export const DEVICES = ['phone', 'tablet', 'desktop', 'tv'] as const
export type Device = (typeof DEVICES)[number]

const unit = z.number().min(0).max(1)
const signed = z.number().min(-1).max(1)

/** One number for everybody, or how it is spread: a normal law cut to the range, or an even one. */
const spread = (range: z.ZodNumber) =>
  z.union([
    range,
    z.strictObject({ mean: range, sd: z.number().min(0).max(2) }),
    z.strictObject({ min: range, max: range }).refine(({ min, max }) => min <= max, 'min must not be above max')
  ])
const Unit = spread(unit)
const Signed = spread(signed)
export type Spread = z.infer<typeof Unit>

const phrase = z.string().trim().min(1).max(80)

/** People who have something in common, and how far they differ in it. */
export const Segment = z.strictObject({
  name: phrase,
  /** Its part of the population, in any unit: shares are divided by their sum. */
  share: z.number().positive(),
  description: z.string().max(1_000).default(''),
  voice: z.enum(VOICES).default('plain'),
  /** What it likes (above 0) and dislikes (below 0), −1 … 1, in everyday words; read through the text representation. */
  interests: z.record(phrase, Signed),
  /** How it takes to formats, −1 … 1. */
  formats: z.partialRecord(z.enum(FORMATS), signed).default({}),
  /** The length it likes best, seconds (median over people), and how far people differ (sd of the logarithm). */
  preferredSeconds: z
    .strictObject({ median: z.number().min(1).max(86_400), spread: z.number().min(0).max(3).default(0.5) })
    .default({ median: 45, spread: 0.6 }),
  /** Those not named take the house's default. */
  traits: z.partialRecord(z.enum(TRAITS), Unit).default({}),
  /** 18 to 65 where neither it nor a margin says so. */
  age: z
    .strictObject({ min: z.number().int().min(13).max(110), max: z.number().int().min(13).max(110) })
    .refine(({ min, max }) => min <= max, 'min must not be above max')
    .optional(),
  /** None where neither it nor a margin says so. */
  region: z.string().max(80).optional(),
  /** A phone where neither it nor a margin says so. */
  device: z.enum(DEVICES).optional(),
  /** What it is in variables of one's own that margins speak of, such as { income: high }. */
  is: z.record(phrase, phrase).default({}),
  /** How many times more of its people are drawn than its share says; they count for so much less in figures over all. */
  oversample: z.number().min(0.01).max(1_000).default(1),
  /** Hours of the day (0 … 23) in which visits begin, each as likely. */
  hours: z.array(z.number().int().min(0).max(23)).min(1).max(24).default([7, 8, 12, 13, 18, 19, 20, 21, 22])
})
export type Segment = z.infer<typeof Segment>

/** How a category of a variable is borne by people: its share, and what people of it are like, where that differs. */
const Category = z.union([
  z.number().min(0),
  z.strictObject({
    share: z.number().min(0),
    interests: Segment.shape.interests.optional(),
    formats: Segment.shape.formats,
    traits: Segment.shape.traits,
    preferredSeconds: Segment.shape.preferredSeconds.unwrap().optional(),
    hours: Segment.shape.hours.unwrap().optional(),
    voice: z.enum(VOICES).optional()
  })
])
export type Category = z.infer<typeof Category>

/** Another population, or some segments of it, as part of this one. */
const Included = z.strictObject({
  /** A name or a file; in a program also a definition. */
  population: z.union([z.string().min(1), z.record(z.string(), z.unknown())]),
  /** Its part beside `segments` and others, in the unit of their shares; its parts keep their proportions. 1 if not given. */
  share: z.number().positive().default(1),
  /** Segments to take; all if not given. */
  only: z.array(phrase).min(1).optional(),
  /** Segments to leave out. */
  without: z.array(phrase).min(1).optional(),
  /** Times more of a segment than its share says. */
  oversample: z.record(phrase, z.number().min(0.01).max(1_000)).default({})
})

/** A population that a creator can name: who they are, and where the numbers come from. */
export const Population = z
  .strictObject({
    description: z.string().min(1).max(2_000),
    /** Where its numbers come from; `assumed` says so plainly. */
    sources: z.array(z.string().max(1_000)).min(1),
    segments: z.array(Segment).max(1_000).default([]),
    include: z.array(Included).max(50).default([]),
    /**
     * Shares that whole population must have, by variable and category: `age` (13-24, 25-110), `region`, `device`,
     * `interest`, or any that segments say of themselves with `is`. Segments are split by what they leave open.
     */
    margins: z.record(phrase, z.record(phrase, Category)).default({}),
    /** How often categories come together, where that is known: rows of categories with a share. Margins are met from there. */
    joint: z
      .array(z.record(z.string(), z.union([z.string(), z.number()])))
      .max(10_000)
      .default([]),
    /** Traits that everybody has, whatever segments say. */
    traits: z.partialRecord(z.enum(TRAITS), Unit).default({}),
    /** The variables by which results are told; the segments if not given. */
    by: z.array(phrase).min(1).max(4).optional()
  })
  .refine(
    ({ segments }) => new Set(segments.map(({ name }) => name)).size === segments.length,
    'segment names must differ'
  )
  .refine(
    ({ segments, include, margins }) => segments.length + include.length + Object.keys(margins).length > 0,
    'there is nobody in it: write segments, margins or include'
  )
export type Population = z.infer<typeof Population>
/** As written by hand, before defaults are filled in. */
export type PopulationInput = z.input<typeof Population>

/** One simulated person: the same for the same population, seed and index, however many others there are. */
export interface Persona {
  readonly index: number
  readonly population: string
  readonly segment: string
  readonly voice: Voice
  readonly age: number
  readonly region: string
  readonly device: Device
  /** Phrase → liking, −1 … 1: the same phrases in the same order for all of a segment. */
  readonly interests: Readonly<Record<string, number>>
  readonly formats: Readonly<Partial<Record<(typeof FORMATS)[number], number>>>
  readonly preferredSeconds: number
  readonly traits: Traits
  /** When its first visit begins: simulated ms since the world's midnight. */
  readonly arrivesAt: number
}

/** People by index, made when asked for: nothing is kept. */
export interface People {
  readonly names: readonly string[]
  readonly segments: readonly { population: string; segment: string }[]
  /** Every phrase that somebody may like or dislike. */
  readonly phrases: readonly string[]
  person(index: number): Persona
  /** The traits of that person, for a third of the work. */
  traits(index: number): Traits
  /** Position in `segments` of the person's segment. */
  segmentOf(index: number): number
  /** For how many people it counts in figures over all: 1 on average; 1 exactly where nobody was drawn more often than its share. */
  weight(index: number): number
  /** The categories that it is of, by the variables of margins and of `is`. */
  categories(index: number): Readonly<Record<string, string>>
  /** Whether somebody's weight is not 1. */
  readonly isWeighted: boolean
}
