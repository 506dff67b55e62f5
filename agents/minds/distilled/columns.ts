import type { ColumnSpec, MindSetting } from '../../../src/define.ts'
import { COLUMNS as RULES } from '../rules/columns.ts'

/** What the mind of laws keeps of a person, and the person's segment: its number from 1 on, 0 where it is not told apart. */
export const COLUMNS = { ...RULES, segment: { type: 'u16' } } as const satisfies Record<string, ColumnSpec>

export type DistilledSetting = MindSetting<typeof COLUMNS>
