import type { ColumnSpec, MindSetting } from '../../../src/define.ts'

/** How many items a person remembers having seen. */
export const REMEMBERED = 64

/** A person in numbers. Topics and formats are those of the world's catalogue. */
export const COLUMNS = {
  /** Liking of each topic, −1 … 1; drifts. */
  taste: { type: 'f32', per: 'topic' },
  /** How full the person is of each topic, 0 …; fades. */
  satiation: { type: 'f32', per: 'topic' },
  format: { type: 'f32', per: 'format' },
  preferredSeconds: { type: 'f64' },
  activity: { type: 'f32' },
  pickiness: { type: 'f32' },
  variety: { type: 'f32' },
  conformity: { type: 'f32' },
  expressiveness: { type: 'f32' },
  outspokenness: { type: 'f32' },
  /** Net exposure to what was worth it: satisfaction across visits. */
  exposure: { type: 'f64' },
  /** Items seen lately, each as its position plus one, the oldest overwritten first; 0 where none is yet. */
  recent: { type: 'i32', per: REMEMBERED },
  /** How many items it has seen in all. */
  seen: { type: 'i32' },
  /** Topic that this visit is for. */
  goal: { type: 'u16' },
  /** Turn after which the person spoke last in this visit, plus one; 0 when it has not. */
  spoke: { type: 'u16' },
  /** Position in CAUSES of what it was about to go for when it spoke instead; 0 when nothing hangs on the next slate. */
  ultimatum: { type: 'u8' },
  voice: { type: 'u8' },
  /** The person's number, which addresses its chance: not always that of its row. */
  who: { type: 'i32' }
} as const satisfies Record<string, ColumnSpec>

export type RulesSetting = MindSetting<typeof COLUMNS>
