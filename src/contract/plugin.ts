import type { Instruction } from './instruction.ts'
import type { Item, ItemId } from './item.ts'
import type { Models, Rehearsed } from './model.ts'
import type { Persona, PopulationInput } from './population.ts'
import type { Ending } from './session.ts'

// ───────────────────────────────────────────── representations

/** The words (and picture) of something that is to be placed among others. An `Item` and a `Post` are such; so is a phrase. */
export interface Content {
  readonly title: string
  readonly description?: string
  readonly category?: string
  readonly topics?: readonly string[]
  readonly tags?: readonly string[]
  readonly channel?: string
  readonly image?: string
}

/** How content becomes numbers: one file of the shelf `representations`. */
export interface RepresentationDefinition {
  readonly description: string
  create(): Representation
}

export interface Representation {
  readonly dimensions: number
  /** What the cosine of two unrelated texts is (mean) and how it varies (sd), so that likeness can be told from chance. */
  readonly noise: { readonly mean: number; readonly sd: number }
  /** Whether it can read anything of this content; where it cannot, people are told so. Left out: it can read all. */
  knows?(content: Content): boolean
  /** Row-major n × dimensions; each row of unit length, or all zeros where nothing is known of it. */
  embed(contents: readonly Content[]): Float32Array | Promise<Float32Array>
}

// ───────────────────────────────────────────── catalogue

/** The items of a world as columns; an item is named by its position. */
export interface Catalogue {
  readonly items: readonly Item[]
  readonly size: number
  /** What tastes are told in: everybody's interests, then the categories of the items. */
  readonly topics: readonly string[]
  /** size × topics.length: how far the item is about the topic, 0 … 1; a row sums to at most 1. */
  readonly features: Float32Array
  readonly dimensions: number
  /** size × dimensions, unit rows. */
  readonly embeddings: Float32Array
  /** topics.length × topics.length: how near two topics are, 0 … 1, 1 on the diagonal. */
  readonly kinship: Float32Array
  /** Length or usual reading time, seconds. */
  readonly seconds: Float64Array
  /** How well it was received for its reach: a z-score, 0 where nothing is known. */
  readonly quality: Float64Array
  /** Rank of its views among the items, 0 … 1; 0.5 where nothing is known. */
  readonly popularity: Float64Array
  /** Rank of its date among the items, 0 oldest … 1 newest; 0.5 where nothing is known. */
  readonly freshness: Float64Array
  /** Position in FORMATS. */
  readonly format: Uint8Array
  /** Position in `topics` of what it is most about. */
  readonly topic: Int32Array
  /** Position of the channel among all channels. */
  readonly channel: Int32Array
  /** −1 when there is none. */
  indexOf(id: ItemId): number
  /** How far each item is about any phrase, 0 … 1; kept for the next time. */
  about(phrase: string): Float32Array
}

// ───────────────────────────────────────────── minds

export type ColumnType = 'f64' | 'f32' | 'i32' | 'u16' | 'u8'
/** One number per person, or one per person and topic, or per person and format, or as many as said. */
export interface ColumnSpec {
  readonly type: ColumnType
  readonly per?: 'person' | 'topic' | 'format' | number
}
export type ColumnArray<Type extends ColumnType> = Type extends 'f64'
  ? Float64Array
  : Type extends 'f32'
    ? Float32Array
    : Type extends 'i32'
      ? Int32Array
      : Type extends 'u16'
        ? Uint16Array
        : Uint8Array
export type ColumnsOf<Specs extends Record<string, ColumnSpec>> = {
  readonly [Name in keyof Specs]: ColumnArray<Specs[Name]['type']>
}

/** Chance with an address: the same draw for the same seed, purpose and address, whoever asks and in whatever order. */
export interface Chance {
  readonly seed: number
  /** The stream of one purpose. */
  for(purpose: string): Luck
}

/** The draws of one purpose. An address gives four numbers at once: use them all before paying for another. */
export interface Luck {
  /** The four numbers last drawn, above 0 and below 1. Overwritten by the next `at`. */
  readonly block: Float64Array
  /** Draws the four numbers of an address and gives the first. */
  at(user: number, session?: number, turn?: number, slot?: number): number
}

/** What a person looks at, and how it feels as it begins. Reused: copy what must last. */
export interface SlateView {
  /** Its person's index, which addresses its chance. */
  user: number
  session: number
  turn: number
  /** Turns that are left in this visit, this one included. */
  turnsLeft: number
  /** Simulated ms at which it is shown. */
  at: number
  /** Positions in the catalogue; the first `length` count. */
  readonly items: Int32Array
  length: number
  /** The mindset's scalars in the order of SCALARS. */
  readonly felt: Float64Array
  /** The last instruction's fate: 0 none is open, else −1 ignored … 1 wholly followed by this slate. */
  obeyed: number
  /** Position in MOODS; told to minds that ask a model, −1 to others. */
  mood: number
}

/** What came of it, per slot and in all. Reused: copy what must last. */
export interface Review {
  /** Bits of ACTIONS. 0 for slots that were not reached. */
  readonly actions: Uint8Array
  readonly watchSeconds: Float64Array
  /** Position in REASONS. */
  readonly reasons: Uint8Array
  /** The person's true liking of each item before it was opened, in the mind's own units: for judges, never for recommenders. */
  readonly affinity: Float64Array
  /** How many slots were looked at, from the first. */
  reached: number
  /** Seconds that the slate took. */
  seconds: number
  /** −1 … 1: how the slate was, against what the person hoped for. */
  delight: number
  /** Mean share watched of what was opened; 0 when nothing was. */
  watchRatio: number
  /** 0 … 1: how much of the slate was more of the same. */
  sameness: number
  /** 0 … 1: how well the best of it met what the person came for. */
  found: number
  /** Positions in CAUSES; 0 stays, senses nothing. Both set: it leaves in silence. */
  leaveCause: number
  disengageCause: number
  /** 0 … 1: how likely the person was to leave at this turn. */
  hazard: number
}

export interface MindSetting<Specs extends Record<string, ColumnSpec> = Record<string, ColumnSpec>> {
  readonly catalogue: Catalogue
  readonly chance: Chance
  /** The declared columns, one row a person, zeros at first. */
  readonly columns: ColumnsOf<Specs>
  /** For definitions that say `asksModel`. */
  readonly models?: Models | undefined
}

/** One way of deciding: one file of the shelf `minds`. Its state is its columns and nothing else. */
export interface MindDefinition<Specs extends Record<string, ColumnSpec> = Record<string, ColumnSpec>> {
  readonly description: string
  readonly columns: Specs
  /**
   * It decides with the help of a language model, which it is given; it answers later, and its people are live. `replay`:
   * the model's answers come from a file alone.
   */
  readonly asksModel?: true | 'replay'
  /**
   * For those that ask a model: the same with another mind in the model's place, telling each question that the model would
   * have been asked, so that what a run takes is known before it starts.
   */
  rehearsal?(onQuestion: (question: Rehearsed) => void): MindDefinition
  create(setting: MindSetting<Specs>): Mind
}

/** Answers for every person of a world, asked in the order of people. One that returns promises is asked for many before the first has come. */
export interface Mind {
  /** Fills the row of a person. */
  born(row: number, persona: Persona): void
  /** A visit begins, `awayMs` after the last one ended (0 for the first). */
  arrive(row: number, session: number, awayMs: number): void
  review(row: number, slate: SlateView, chance: Chance, out: Review): void | Promise<void>
  /** Decides once more, by other chance, and remembers nothing of it; for minds that remember outside their columns. */
  again?(row: number, slate: SlateView, chance: Chance, out: Review): void | Promise<void>
  /**
   * Called when `review` set disengageCause and no leaveCause: what would keep the person. `text` may be a getter: words
   * that are asked for only when somebody reads them, and may hang on nothing but what is known now.
   */
  reflect(row: number, slate: SlateView, review: Review, chance: Chance): Instruction | Promise<Instruction>
  /** The visit is over: simulated ms until the next, Infinity for never. */
  rest(row: number, session: number, how: Ending, felt: Float64Array, chance: Chance): number
  /** What the person thinks of one slot, in words; asked only when somebody listens. */
  thought(row: number, slate: SlateView, review: Review, slot: number): string
  /** How the person would like an item now, before chance has its say: for judges and oracles, never for recommenders. */
  affinity?(row: number, item: number): number
  /** For minds made of two: which of them decided how much, so far. */
  account?(): MindAccount
}

/** A figure of both halves of a mind. */
export interface OfBoth {
  readonly model: number
  readonly parametric: number
}

/** Which half of a mind decided, and how far the two are apart. What failed is no decision. */
export interface MindAccount {
  /** Slates gone through, leavings considered, and things said: all below together. */
  readonly decisions: number
  /** Slates that the parametric half went through. */
  readonly byParametric: number
  /**
   * Slates that the model went through, since they held something new, or were drawn; leavings that it decided, on slates
   * that the parametric half went through, with what was then said; and what was said after slates of its own.
   */
  readonly byModel: {
    readonly new: number
    readonly audit: number
    readonly leaving: number
    readonly instruction: number
  }
  /**
   * On the drawn slates, which both went through: what the parametric half decides alone, it decides so well. Null where
   * there is none. Two draws of one chance do not always agree either: `byChance` is what strangers to each other
   * with the same rates would come to, and 1 is not to be had.
   */
  readonly error: {
    readonly slates: number
    /** Of the `of` impressions that both looked at: how many both opened or both passed; the part by chance; rates, 0 … 1. */
    readonly opened: OfBoth & { readonly agree: number; readonly of: number; readonly byChance: number }
    /** Part of the same impressions. */
    readonly liked: OfBoth
    /** Mean share watched of what each opened; 0 when nothing was. */
    readonly watchRatio: OfBoth
    /** Part of the slates after which the person felt like leaving. */
    readonly leaving: OfBoth
    /** Mean log-loss of what the model opened, by the parametric half's chances and by the rate alone. */
    readonly logLoss?: { readonly nats: number; readonly nullNats: number }
  } | null
}

// ───────────────────────────────────────────── recommenders

/** What a recommender may know of the person who waits: what was shown and said, never who it is. */
export interface Request {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly at: number
  /** Items wanted. */
  readonly size: number
  /** Whether this person has been shown the item lately; a full catalogue is forgotten by and by. */
  shown(item: number): boolean
}

/** Positions in the catalogue, the first on top. */
export interface Slate {
  readonly items: readonly number[]
  /** The chance of each item in its slot, 0 … 1; null or absent where none is kept. */
  readonly propensities?: readonly (number | null)[]
  /** Why, in a few words, for the whole slate or each slot. */
  readonly why?: string | readonly string[]
  /** What was planned, when there was something to think about. */
  readonly plan?: { readonly plan: string; readonly calls: readonly { tool: string; input: string }[] }
  /** There was something to think about and no time for it: this is what was at hand. It is counted, and told. */
  readonly isLate?: true
}

/** What one person did with one slate: what a recommender learns from. Reused: copy what must last. */
export interface Feedback {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly items: Int32Array
  readonly length: number
  /** Bits of ACTIONS; 0 for slots that were not reached. */
  readonly actions: Uint8Array
  readonly watchSeconds: Float64Array
  readonly reasons: Uint8Array
  readonly reached: number
  /** What the person thought of each slot that it reached, where its mind thinks in words of its own. */
  readonly thoughts?: readonly string[]
}

/**
 * All who wait for a slate, in columns: row r is person `users[r]`, and its slots start at r · size. Reused: copy what must
 * last.
 */
export interface Round {
  readonly session: number
  readonly turn: number
  /** Rows in use. */
  readonly count: number
  /** Items wanted for each. */
  readonly size: number
  readonly users: Int32Array
  /** Simulated ms at which the person gets its slate. */
  readonly at: Float64Array
  /** To be filled: positions in the catalogue, the first on top. */
  readonly items: Int32Array
  /** To be filled: how many of a row's slots hold an item. */
  readonly lengths: Uint8Array
  /** To be filled where it is there and a chance is known: of each item in its slot, 0 … 1. It comes as NaN: none is kept. */
  readonly propensities: Float64Array | undefined
  /** What each person has been shown lately. */
  readonly shown: ShownItems
}

/** A bit a person and item: bit `item & 31` of word user · words + (item >>> 5). */
export interface ShownItems {
  readonly bits: Uint32Array
  /** Words that a person has. */
  readonly words: number
  has(user: number, item: number): boolean
}

/** What everybody did with its slate, in the columns of their round. Rows with `reached` 0 saw nothing. */
export interface ReviewedRound extends Omit<Round, 'propensities' | 'shown' | 'at'> {
  /** Bits of ACTIONS; 0 for slots that were not reached. */
  readonly actions: Uint8Array
  readonly watchSeconds: Float64Array
  /** Position in REASONS. */
  readonly reasons: Uint8Array
  readonly reached: Uint8Array
}

/** Fills a round. @returns why, which is asked until the next round */
export interface RecommendInto {
  (round: Round): Why | undefined
  /** The `recommend` that gives the same slates. Where somebody has put another in its place, that one serves. */
  readonly alike?: Recommender['recommend']
}

/** Why, in a few words: for all slates alike, or asked for a row and slot while somebody listens. */
export type Why = string | ((row: number, slot: number) => string)

export interface RecommenderSetting {
  readonly catalogue: Catalogue
  readonly chance: Chance
  readonly slateSize: number
  /** The mind's own liking, for definitions that declare `oracle`. */
  readonly truth?: (user: number, item: number) => number
  /** For definitions that say `asksModel`. */
  readonly models?: Models | undefined
}

/** One way of recommending: one file of the shelf `recommenders`. */
export interface RecommenderDefinition {
  readonly description: string
  /** It looks into people's minds, to mark the bounds in tests. No such file stands on the shelf. */
  readonly oracle?: true
  /**
   * What it keeps of one person changes no slate of another, but for what `gather` takes in, and it answers at once: its
   * people may be spread over threads, each with a recommender of this kind of its own.
   */
  readonly splits?: true
  /** It never asks what was shown, so that nothing needs to be kept of that. */
  readonly repeats?: true
  /** It thinks with the help of a language model, which it is given. */
  readonly asksModel?: true
  create(setting: RecommenderSetting): Recommender
}

/**
 * Perceives (learn, gather, instructed), plans (plan), acts (recommend), remembers (endOfSession). Called in person order
 * within a turn: `plan` for all, slates for all, then `learn` for all, then `gather`.
 */
export interface Recommender {
  recommend(request: Request): Slate | Promise<Slate>
  /**
   * Thinks, at once or later, before anybody gets a slate. Those whom it could not think of in time get what is at hand
   * (`Slate.isLate`).
   *
   * @returns how many they are
   */
  plan?(requests: readonly Request[]): number | Promise<number>
  /** All who wait at once; by default one after the other. */
  recommendBatch?(requests: readonly Request[]): readonly Slate[] | Promise<readonly Slate[]>
  /** The same slates as `recommend` gives, for all who wait, in columns: what large populations are served with. */
  recommendInto?: RecommendInto
  /** What one person did says of that person. */
  learn?(feedback: Feedback): void | Promise<void>
  /** What all of them did says of everybody: once a turn. */
  gather?(reviewed: ReviewedRound): void
  instructed?(user: number, instruction: Instruction, feedback: Feedback): void | Promise<void>
  endOfSession?(user: number, session: number): void | Promise<void>
}

// ───────────────────────────────────────────── populations, metrics

/** Who there is: one file of the shelf `populations`. The same shape as a YAML file of one's own. */
export type PopulationDefinition = PopulationInput

/** One turn of one person, as metrics see it. Reused. */
export interface TurnFact {
  readonly user: number
  readonly session: number
  readonly turn: number
  readonly slate: SlateView
  readonly review: Review
  readonly catalogue: Catalogue
  /** An instruction that this slate should have followed, with the shares of this and the former slate that satisfy it. */
  readonly followed: { readonly before: number; readonly after: number } | null
}

/** One visit of one person, as metrics see it, when it has ended. Reused. */
export interface SessionFact {
  readonly user: number
  readonly session: number
  readonly how: Ending
  /** Turns that were reviewed. */
  readonly turns: number
  readonly turnLimit: number
  readonly seconds: number
  readonly satisfaction: number
  readonly instructions: number
  /** Turns at which the end was sensed. */
  readonly sensedAt: readonly number[]
  /** Simulated ms until the person is back, Infinity for never. */
  readonly gapMs: number
}

/** Adds to the numerator and the denominator of the person at hand. */
export type Add = (numerator: number, denominator: number) => void

/** A ratio of sums over people: one file of the shelf `metrics`. It holds no state; the tally does, and merges. */
export interface MetricDefinition {
  readonly description: string
  readonly unit: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** The smallest and largest value that it can have. */
  readonly range: readonly [number, number]
  turn?(fact: TurnFact, add: Add): void
  /** Called once all visits of a round have ended, person by person. */
  session?(fact: SessionFact, add: Add): void
}
