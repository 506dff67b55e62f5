import type { Problem } from '../contract/error.ts'
import { quoted } from './say.ts'

/** The first of each line: those that follow it are mostly its consequences. */
export function onePerLine(problems: Problem[]): Problem[] {
  const seen = new Set<number | undefined>()
  return problems.filter(({ line }) => !seen.has(line) && seen.add(line))
}

/** What the parser found, in words for people. */
export function sayYaml(code: string, message: string, at: string): [what: string, fix: string] {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return ['a second document begins here (---).', 'Keep one document in a file.']
    case 'TAB_AS_INDENT':
      return ['this line is indented with a tab.', 'Indent with spaces.']
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['there are two colons in one line.', 'Put text that holds a colon in quotes.']
    case 'BAD_SCALAR_START':
      return [`text begins with ${quoted(at.slice(0, 1))}, which means something else here.`, 'Put the text in quotes.']
    case 'TAG_RESOLVE_FAILED':
      return ['a tag (!) that is not read here.', 'Remove it, or put the text in quotes.']
    case 'MISSING_CHAR':
      if (message.includes('quote')) return ['a quote was opened and never closed.', 'Close it.']
      return [`${message}.`, 'Close what was opened: brackets, or a name with its colon.']
    case 'BAD_INDENT':
      return [`${message}.`, 'Give what belongs together the same number of spaces in front.']
    default:
      return [`${message}.`, 'Check colons, quotes and indentation on this line.']
  }
}
