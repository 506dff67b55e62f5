import { plainLines } from './text.ts'

/** Standard error is shared by a line that writes over itself and by lines that stay; here they keep out of each other's way. */
let live = false

/** A line that stays. `styled` text is trusted; anything else goes through `plainLines` first. */
export function tell(styled: string): void {
  clearLive()
  process.stderr.write(`${styled}\n`)
}

/** Text that may come from a file. */
export const tellPlainly = (text: string): void => tell(plainLines(text))

/** Writes over the live line. */
export function showLive(line: string): void {
  process.stderr.write(`\r\x1b[2K${line}`)
  live = true
}

export function clearLive(): void {
  if (live) process.stderr.write('\r\x1b[2K')
  live = false
}
