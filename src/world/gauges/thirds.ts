/**
 * A person's turns in order, in at most so many blocks. When all are in use, each two become one of twice as many turns: the
 * first and the last third can be told of any number of turns, in the same room.
 */
export const BLOCKS = 24

/** How many turns a block holds once a person has had `turns`. */
export function blockWidth(turns: number): number {
  let width = 1
  while (turns > BLOCKS * width) width *= 2
  return width
}

/** Lays each two blocks of a row together; `stride` numbers a block. */
export function halve(column: Uint32Array | Float64Array, row: number, stride: number): void {
  const start = row * BLOCKS * stride
  for (let block = 0; block < BLOCKS / 2; block++)
    for (let i = 0; i < stride; i++) {
      const two = start + 2 * block * stride + i
      column[start + block * stride + i] = column[two]! + column[two + stride]!
    }
  column.fill(0, start + (BLOCKS / 2) * stride, start + BLOCKS * stride)
}

/** The blocks of the first and of the last third of so many turns; nothing below three turns. */
export function thirdsOf(
  turns: number
): { first: [from: number, to: number]; last: [from: number, to: number] } | null {
  const blocks = Math.ceil(turns / blockWidth(turns))
  const third = Math.floor(blocks / 3)
  return third === 0 ? null : { first: [0, third], last: [blocks - third, blocks] }
}
