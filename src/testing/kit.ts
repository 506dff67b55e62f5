import { RecoError } from '../contract/error.ts'

/** One promise that a definition keeps: `check` throws when it does not. */
export interface Check {
  name: string
  check(): void | Promise<void>
}

/**
 * Makes all checks, one after the other.
 *
 * @throws RecoError `kit.failed`, naming every check that failed; its cause is the first failure
 */
export async function runKit(checks: readonly Check[]): Promise<void> {
  const failures: { name: string; error: unknown }[] = []
  for (const { name, check } of checks) {
    try {
      await check()
    } catch (error) {
      failures.push({ name, error })
    }
  }
  const [first] = failures
  if (!first) return
  const listed = failures.map(({ name, error }) => `\n  ${name}\n    ${indented(error)}`)
  throw new RecoError('kit.failed', {
    what: `${failures.length} of ${checks.length} checks failed${listed.join('')}`,
    fix: 'Mend the first one first; others may follow from it.',
    cause: first.error
  })
}

const indented = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll('\n', '\n    ')
