/** A table with a heading; numbers come as text. */
export function print(heading: string, rows: readonly Record<string, string>[]): void {
  console.log(`\n${heading}`)
  const names = Object.keys(rows[0] ?? {})
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => row[name]!.length)))
  const line = (cells: readonly string[]) =>
    console.log(
      `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`
    )
  line(names)
  for (const row of rows) line(names.map((name) => row[name]!))
}

/** Median nanoseconds a call of each, taken in turns so that a slow moment of the machine hits all alike. */
export function inTurns(
  tasks: Readonly<Record<string, (times: number) => void>>,
  times: number,
  rounds = 9
): Record<string, number> {
  const taken: Record<string, number[]> = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (const [name, task] of Object.entries(tasks)) {
      const before = process.cpuUsage()
      task(times)
      const { user, system } = process.cpuUsage(before)
      if (round >= 0) taken[name]!.push(((user + system) * 1_000) / times) // the first round warms up
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, all.sort((a, b) => a - b)[rounds >> 1]!]))
}
