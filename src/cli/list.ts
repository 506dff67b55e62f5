import type { Command } from 'commander'
import { withExamples, withOptions } from './options.ts'

/** `list [shelf]`: what there is to choose from. */
export function list(command: Command): void {
  command.argument('[shelf]', 'mindsets, minds, recommenders, populations, representations or metrics (all)')
  withOptions(command, ['json'])
  withExamples(command, ['list', 'list populations', 'list metrics --json'])
  command.action(async (shelf: string | undefined, typed) => (await import('./list/work.ts')).work(shelf, typed))
}
