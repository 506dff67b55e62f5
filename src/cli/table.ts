import type { Paint } from './paint.ts'
import { cut, padEnd, padStart, widthOfText, wrap } from './text.ts'

export interface Head {
  readonly text: string
  readonly align?: 'left'
}
/** What stands in a cell, and below it in small. */
export interface Cell {
  readonly text: string
  readonly under?: string
}
export interface Row {
  readonly label: string
  readonly under?: string
  readonly cells: readonly Cell[]
}

/** The least that is left for labels before a table is told row by row instead. */
const SHORTEST_LABEL = 12

/**
 * Rows under heads, right-aligned, within `width` columns: long labels are cut; where even that is too wide, each row
 * becomes a paragraph.
 */
export function table(heads: readonly Head[], rows: readonly Row[], width: number, paint: Paint): string[] {
  const widths = heads.map(({ text }, at) =>
    Math.max(
      widthOfText(text),
      ...rows.flatMap(({ cells }) => [cells[at]!.text, cells[at]!.under ?? '']).map(widthOfText)
    )
  )
  const label = Math.max(...rows.flatMap((row) => [row.label, row.under ?? '']).map(widthOfText))
  const left = (gap: number) => width - widths.reduce((sum, each) => sum + each + gap, 0)
  const gap = left(2) >= label ? 2 : 1
  if (left(gap) < Math.min(label, SHORTEST_LABEL)) return told(heads, rows, width, paint)
  const labelWidth = Math.min(label, left(gap))
  const line = (first: string, texts: readonly string[], style?: 'bold' | 'dim') => {
    const cells = texts.map(
      (text, at) => ' '.repeat(gap) + (heads[at]!.align === 'left' ? padEnd : padStart)(text, widths[at]!)
    )
    const whole = (padEnd(cut(first, labelWidth), labelWidth) + cells.join('')).trimEnd()
    return style ? paint(style, whole) : whole
  }
  return [
    line(
      '',
      heads.map(({ text }) => text),
      'bold'
    ),
    ...rows.flatMap(({ label: name, under, cells }) => {
      const below = cells.map((cell) => cell.under ?? '')
      const first = line(
        name,
        cells.map(({ text }) => text)
      )
      return under || below.some((text) => text !== '') ? [first, line(under ?? '', below, 'dim')] : [first]
    })
  ]
}

function told(heads: readonly Head[], rows: readonly Row[], width: number, paint: Paint): string[] {
  return rows.flatMap(({ label, under, cells }) => {
    const said = cells.map(({ text, under: small }, at) => `${heads[at]!.text} ${text}${small ? ` (${small})` : ''}`)
    return [
      paint('bold', cut(label, width)),
      ...wrap(`  ${[under?.trim(), ...said].filter(Boolean).join(', ')}`, width, 2)
    ]
  })
}
