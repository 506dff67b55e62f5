import type { Catalogue } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Instruction } from './instruction.ts'
import type { Models, Rehearsed } from './model.ts'
import type { Persona } from './population.ts'
import type { Ending } from './session.ts'

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
  /** What the person remembers, a line each, for whoever looks at it. */
  recall?(row: number): readonly string[]
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
