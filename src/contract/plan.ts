/** What a comparison can show, before it is made. */
export interface Plan {
  /** People of the comparison, and of the pilot that this rests on. */
  readonly users: number
  readonly pilot: number
  /** The chance to find what is there, and 1 − the chance to find what is not. */
  readonly power: number
  readonly level: number
  /** The difference that matters, where one was given. */
  readonly detect: number | null
  readonly metrics: readonly {
    readonly metric: string
    readonly unit: string
    readonly better: 'higher' | 'lower' | 'neither'
    /** Of the difference of one person between the two. */
    readonly sd: number
    /** What the pilot saw: no result. */
    readonly seen: number
    /** The least difference that so many people show. */
    readonly detectable: number
    /** People that the difference that matters takes. */
    readonly users: number | null
  }[]
}
