/** Colours by role, for white paper and for the dark. Series keep apart for colour-blind readers, and bear text (WCAG AA). */
export const LIGHT = {
  paper: '#ffffff',
  card: '#f6f7f9',
  ink: '#171a21',
  muted: '#5a6273',
  line: '#dfe2e9',
  faint: '#eef0f4',
  s1: '#1f5fbf',
  s2: '#b04a00',
  s3: '#00735f',
  s4: '#8a3a9c',
  better: '#1f5fbf',
  worse: '#b04a00',
  alert: '#fff4df',
  alertink: '#6b4300'
} as const

export type Role = keyof typeof LIGHT

export const DARK: Record<Role, string> = {
  paper: '#12141a',
  card: '#1b1e27',
  ink: '#eceef4',
  muted: '#a2a9ba',
  line: '#313644',
  faint: '#232733',
  s1: '#86b2ff',
  s2: '#f5a05a',
  s3: '#4fc9ae',
  s4: '#d9a0e8',
  better: '#86b2ff',
  worse: '#f5a05a',
  alert: '#36290f',
  alertink: '#ffd899'
}

/** How many series have a colour of their own. */
export const SERIES = 4

/** The colour of a series by its position, as CSS. */
export const seriesColour = (at: number): string => (at < SERIES ? `var(--s${at + 1})` : 'var(--muted)')
