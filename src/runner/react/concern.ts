import type { Instruction } from '../../contract/instruction.ts'
import { FORMATS } from '../../contract/item.ts'
import type { Catalogue } from '../../contract/plugin.ts'
import { ABOUT } from '../../laws/obedience.ts'

/** Whether what somebody asked for after a slate is about one item of it, or about the rest. */
export function concerns({ act, target, seconds }: Instruction, item: number, catalogue: Catalogue): boolean {
  const length = catalogue.seconds[item]!
  switch (act) {
    case 'exclude':
    case 'reduce':
    case 'diversify-near':
    case 'more-like':
      return target !== null && catalogue.about(target)[item]! >= ABOUT
    case 'length':
      return target === 'longer' ? length < (seconds ?? 120) : length > (seconds ?? 45)
    case 'format':
      return FORMATS[catalogue.format[item]!] !== target
    default:
      return false
  }
}
