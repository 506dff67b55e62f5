/**
 * Letters by how wide they are, in thousandths of the font size: a little less than in the widest of the common sans-serif
 * fonts, so that a text keeps within its box whichever of them the reader has.
 */
const WIDTHS: readonly (readonly [letters: string, width: number])[] = [
  ["'ijl", 270],
  ['IJ ,.', 300],
  ['/:;\\|-f', 335],
  ['!()[]t', 380],
  ['r"', 415],
  ['*_`szLcFk?', 525],
  ['PvxyTYaeo', 585],
  ['0123456789$ESbdghnpqu{}', 615],
  ['KABVXZCR', 655],
  ['NUH&DGOQ', 735],
  ['w#+<=>^~→↻', 800],
  ['MWm%@…', 940]
]
const WIDTH_OF = new Map(WIDTHS.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)))
const FULL = /[\u1100-\u115f\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{1faff}]/u

/** How wide a text will be, in px, guessed without a browser. */
export function widthOf(text: string, size: number, isBold = false): number {
  let width = 0
  for (const letter of text) width += WIDTH_OF.get(letter) ?? (FULL.test(letter) ? 1_100 : 640)
  return (width * size * (isBold ? 1.11 : 1)) / 1_000
}

/** The text, cut to a width in px, with … where something is missing. */
export function cutTo(text: string, width: number, size: number, isBold = false): string {
  if (widthOf(text, size, isBold) <= width) return text
  let kept = ''
  for (const letter of text) {
    if (widthOf(`${kept}${letter}…`, size, isBold) > width) break
    kept += letter
  }
  return `${kept.trimEnd()}…`
}

/** Lines of about equal length, none wider than `width` px; what is beyond `most` lines is cut. */
export function wrapped(text: string, width: number, size: number, most: number): string[] {
  const whole = widthOf(text, size)
  if (whole <= width) return [text]
  const count = Math.min(most, Math.ceil(whole / width))
  const aim = Math.min(width, (whole / count) * 1.08)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`
    const isLast = lines.length === most - 1
    if (line !== '' && !isLast && widthOf(longer, size) > aim) {
      lines.push(line)
      line = word
    } else line = longer
  }
  lines.push(line)
  return lines.map((each) => cutTo(each, width, size))
}
