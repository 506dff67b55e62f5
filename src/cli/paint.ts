/** How a stream is written to: colours only where somebody can see them. */
const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39] } as const
export type Style = keyof typeof CODES
export type Paint = (style: Style, text: string) => string

type Env = Readonly<Record<string, string | undefined>>
type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>

/** Paints for one stream: FORCE_COLOR wins over NO_COLOR, which wins over TERM=dumb and the stream's being a terminal. */
export function paintFor(stream: Stream, env: Env = process.env): Paint {
  if (!hasColour(stream, env)) return (_, text) => text
  return (style, text) => (text === '' ? '' : `\x1b[${CODES[style][0]}m${text}\x1b[${CODES[style][1]}m`)
}

function hasColour({ isTTY }: Stream, { FORCE_COLOR, NO_COLOR, TERM }: Env): boolean {
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return !NO_COLOR && TERM !== 'dumb' && isTTY === true
}

/** Whether a line can be written over itself there. */
export const isLive = ({ isTTY }: Stream, { CI, TERM }: Env = process.env): boolean =>
  isTTY === true && TERM !== 'dumb' && !CI

const USUAL = 80
const WIDEST = 120

/** Letters on a line: the terminal's, COLUMNS where there is none, 80 when nobody says; 40 … 120. */
export function widthOf({ columns }: Stream, { COLUMNS }: Env = process.env): number {
  const said = columns || Number(COLUMNS) || USUAL
  return Math.max(40, Math.min(WIDEST, Math.floor(said)))
}
