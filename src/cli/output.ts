import { type Paint, paintFor, widthOf } from './paint.ts'

/** How standard output is to be written to. */
export interface Look {
  readonly width: number
  readonly paint: Paint
}

export const lookOf = (stream: NodeJS.WriteStream): Look => ({ width: widthOf(stream), paint: paintFor(stream) })

/** Stands above what an interrupted run still gives. */
export const INTERRUPTED_LINE = 'interrupted: this is what is known so far; visits under way have no ending yet'

export const print = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`)

const INVISIBLE = /[\x7f-\x9f\p{Bidi_Control}\u2028\u2029]/gu

/** One JSON document, in which everything that a terminal might act on is escaped; what is not a number is null. */
export function printJson(value: unknown): void {
  const text = JSON.stringify(value, null, 2)
  process.stdout.write(
    `${text.replace(INVISIBLE, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
  )
}
