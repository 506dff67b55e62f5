import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `report run.duckdb`: the HTML again, from the log of a run. */
export function report(command: Command): void {
  command.argument('<log>', 'a file that was written with --log')
  withOptions(command, ['out', 'quiet'], { out: 'where the HTML report goes (./report.html)' })
  withExamples(command, ['report run.duckdb', 'report run.duckdb --out monday.html'])
  command.action(async (log: string, typed) => (await import('./report/work.ts')).work(log, typed))
}
