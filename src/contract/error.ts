/** What went wrong, in three parts: what was seen, where, what to do. */
export interface ErrorParts {
  /** What was seen, and against what expectation. */
  what: string
  /** What to do next. */
  fix: string
  /** Where: file, line and column, or session, turn and the like. */
  at?: Readonly<Record<string, string | number>>
  /** What it comes from. */
  cause?: unknown
}

/** A code to test for, what was seen, where, what to do. The only error class of the project. */
export class RecoError extends Error {
  readonly code: string
  readonly parts: ErrorParts

  constructor(code: string, parts: ErrorParts) {
    super(inOneMessage(code, parts), parts.cause === undefined ? undefined : { cause: parts.cause })
    this.name = 'RecoError'
    this.code = code
    this.parts = parts
  }
}

function inOneMessage(code: string, { what, at, fix }: ErrorParts): string {
  const lines = [`${code}: ${what}`]
  if (at) lines.push(`  at ${place(at)}`)
  lines.push(`  fix: ${fix}`)
  return lines.join('\n')
}

function place({ file, line, column, ...rest }: Readonly<Record<string, string | number>>): string {
  const parts = Object.entries(rest).map(([name, value]) => `${name} ${value}`)
  if (file !== undefined) parts.unshift([file, line, column].filter((part) => part !== undefined).join(':'))
  return parts.join(', ')
}

/** One thing wrong in a file of the user's: where, what was seen, what to do. */
export interface Problem {
  file: string
  line?: number
  column?: number
  what: string
  fix: string
}

/** All that is wrong with what was given, at once: one RecoError whose message names every place. */
export function inputError(code: string, problems: readonly Problem[], shown = 20): RecoError {
  const [first] = problems
  if (first && problems.length === 1) return new RecoError(code, { what: first.what, at: at(first), fix: first.fix })
  const listed = problems
    .slice(0, shown)
    .map((problem) => `\n  ${place(at(problem))}  ${problem.what}  (fix: ${problem.fix})`)
  const more = problems.length > shown ? `\n  … and ${problems.length - shown} more` : ''
  return new RecoError(code, {
    what: `${problems.length} problems${listed.join('')}${more}`,
    fix: 'Mend each of the places above.'
  })
}

const at = ({ file, line, column }: Problem) => ({
  file,
  ...(line === undefined ? {} : { line }),
  ...(column === undefined ? {} : { column })
})
