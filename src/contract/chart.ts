/** A statechart as it is drawn. Texts are as the machine has them: whoever draws escapes them. */
export interface Chart {
  /** Of the machine. */
  readonly id: string
  readonly description: string
  /** In the order of the machine, the root first, each before those inside it. */
  readonly states: readonly ChartState[]
  readonly arrows: readonly ChartArrow[]
}

export interface ChartState {
  readonly id: string
  readonly key: string
  readonly parent: string | null
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history'
  /** Id of the state that it starts in. */
  readonly initial: string | null
  readonly description: string
  readonly tags: readonly string[]
  readonly entry: readonly string[]
  readonly exit: readonly string[]
  readonly invokes: readonly string[]
}

export interface ChartArrow {
  /** As `arrowsOf` names it. */
  readonly name: string
  readonly source: string
  /** None for what happens without leaving the state. */
  readonly targets: readonly string[]
  /** The event's type as XState has it; empty where it needs none. */
  readonly event: string
  /** The event in words, such as `after 2 s` or `done`. */
  readonly says: string
  readonly kind: 'event' | 'always' | 'after' | 'done' | 'error'
  readonly guard: string
  readonly actions: readonly string[]
  readonly description: string
}

export interface ChartRef {
  /** Of what is drawn: equal charts, equal hashes. */
  readonly hash: string
  readonly title: string
}

/** A chart, laid out and drawn. */
export interface ChartView extends ChartRef {
  /** Elements carry data-state (an id) and data-arrow (a name); its colours are CSS variables. */
  readonly svg: string
  readonly width: number
  readonly height: number
  readonly chart: Chart
}
