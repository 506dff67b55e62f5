import { MOODS } from '../../../contract/session.ts'
import './charts.css'

const known: ReadonlySet<string> = new Set(MOODS)

/** The colour of a mood, or of being gone. */
export const moodColour = (name: string): string => `var(--${known.has(name) ? name : 'gone'})`
