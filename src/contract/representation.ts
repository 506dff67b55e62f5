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
