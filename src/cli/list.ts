import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `list [shelf]`: what there is to choose from; with --open, a picture of one statechart. */
export function list(command: Command): void {
  command.argument(
    '[shelf]',
    'mindsets, minds, recommenders, strategies, populations, representations, metrics, environments or scenarios (all)'
  )
  command.option(
    '--open <machine>',
    'draw a statechart: a mindset by name, session, recommender, or a file that exports an XState machine'
  )
  command.option('--mermaid', 'print the drawing as Mermaid text, for a README')
  withOptions(command, ['out', 'json'], {
    out: 'where the drawing goes: .html, .svg, or .mmd and .md for Mermaid (a temporary .html)'
  })
  withExamples(command, [
    'list',
    'list populations',
    'list metrics --json',
    'list environments',
    'list mindsets --open attention',
    'list --open ./my-machine.ts --out my-machine.svg',
    'list --open session --mermaid'
  ])
  command.action(async (shelf: string | undefined, typed) => (await import('./list/work.ts')).work(shelf, typed))
}
