import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `export run.duckdb`: training data from the log of a run. */
export function exportRun(command: Command): void {
  command
    .argument('<log>', 'a file that was written with --log')
    .option('--as <format>', 'parquet, d3rlpy (arrays of NumPy), minari, or jsonl (chats) (parquet)')
    .option('--chats <purpose>', 'what chats are for: sft, dpo or grpo (sft)')
    .option('--offered <n>', 'items that a chat offers, 2 to 200 (30)')
    .option('--group <n>', 'slates that are tried in one state for grpo, 2 to 64 (4)')
    .option('--reward <terms>', 'what a turn is worth: length=1,watch=0.1,leave=2 (length=1)')
  withOptions(command, ['population', 'mindset', 'mind', 'catalogue', 'representation', 'out', 'json', 'quiet'], {
    population: 'where its file is now, if it was a file and was moved; so for the others (what the log names)',
    mindset: 'likewise',
    mind: 'likewise',
    catalogue: 'likewise',
    representation: 'likewise',
    out: 'where it goes; it must not be there yet (named after the log)'
  })
  withExamples(command, [
    'export run.duckdb --as minari',
    'export run.duckdb --as d3rlpy --reward length=1,satisfaction=0.5 --out run.npz',
    'export run.duckdb --as jsonl --chats dpo --out pairs.jsonl'
  ])
  command.action(async (log: string, typed) => (await import('./export/work.ts')).work(log, typed))
}
