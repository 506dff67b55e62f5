import type { ColumnSpec, ColumnsOf, ColumnType } from '../contract/plugin.ts'

const MAKERS = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u16: Uint16Array,
  u8: Uint8Array
} as const satisfies Record<ColumnType, unknown>

/** How many numbers a row of a column has, by what it is kept per. */
export interface Widths {
  readonly topics: number
  readonly formats: number
}

/** The columns that a mind declares, zeros, `rows` people long. Row r of a column of width w starts at r · w. */
export function allocate<Specs extends Record<string, ColumnSpec>>(
  specs: Specs,
  rows: number,
  widths: Widths
): ColumnsOf<Specs> {
  const width = ({ per = 'person' }: ColumnSpec) =>
    typeof per === 'number' ? per : { person: 1, topic: widths.topics, format: widths.formats }[per]
  const columns = Object.entries(specs).map(([name, spec]) => [name, new MAKERS[spec.type](rows * width(spec))])
  return Object.fromEntries(columns) as ColumnsOf<Specs>
}
