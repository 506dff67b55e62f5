/** The closed vocabulary of what people do, feel and end with. Codes are positions in these lists; 0 is "none". */

/** What a mood state of a mindset may be tagged with: exactly one each. */
export const MOODS = ['curious', 'engaged', 'tolerating', 'satiated', 'bored', 'frustrated'] as const
export type Mood = (typeof MOODS)[number]

/** What one person does with one item. An impression may have several, `skip` only alone. */
export const ACTIONS = ['skip', 'click', 'like', 'comment', 'share', 'follow', 'hide'] as const
export type Action = (typeof ACTIONS)[number]

/** The bit of an action in an impression's mask. */
export const actionBit = (action: Action): number => 1 << ACTIONS.indexOf(action)

/** The actions of an impression's mask, in the order of ACTIONS. */
export const actionsOf = (mask: number): Action[] => ACTIONS.filter((_, bit) => mask & (1 << bit))

/** Why somebody stops, or is about to. Position 0 is "none": the person stays. */
export const CAUSES = [
  'none',
  'bored',
  'annoyed',
  'tired',
  'repetitive',
  'off-topic',
  'too-long',
  'done',
  'external'
] as const
export type Cause = (typeof CAUSES)[number]

/** Causes that a recommender could do something about; a person speaks up about these only. */
export const MENDABLE: ReadonlySet<Cause> = new Set([
  'bored',
  'annoyed',
  'tired',
  'repetitive',
  'off-topic',
  'too-long'
])

/** Why a person did what it did with an item, as it thinks aloud. */
export const REASONS = [
  'none',
  'loves-topic',
  'curious-about-it',
  'well-made',
  'right-length',
  'passing-time',
  'not-my-thing',
  'dislikes-topic',
  'seen-enough-of-it',
  'too-long',
  'wrong-format',
  'weak',
  'in-a-hurry'
] as const
export type Reason = (typeof REASONS)[number]

/** The scalars of a mindset, each 0 to 1. */
export const SCALARS = ['interest', 'satisfaction', 'satiation', 'fatigue', 'patience', 'trust'] as const
export type Scalar = (typeof SCALARS)[number]
export type Scalars = Record<Scalar, number>

/** How a session ends; never mixed. */
export const ENDINGS = ['left', 'truncated', 'failed'] as const
export type Ending = (typeof ENDINGS)[number]
