/** What most populations here rest on, in the words that reports quote. */
export const AGENT4REC =
  'Activity, variety and conformity, where a segment names none: shares of low, middle and high levels among 1,000 agents made after MovieLens-1M users (Agent4Rec, arXiv:2310.10108)'

export const ASSUMED =
  'assumed: segments, shares, interests, ages, hours, lengths and all traits that a segment names; written from everyday experience, not fitted to data'
