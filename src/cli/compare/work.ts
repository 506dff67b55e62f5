import type { CompareResult } from '../../contract/result.ts'
import { checkNames } from '../../runner/setting.ts'
import { calledAs } from '../called.ts'
import { exitOf } from '../failure.ts'
import { metricsOf, parseGiven, runOf, worldOf } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { warnOfFailures } from '../run/work.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { plain, plainAll } from '../text.ts'
import { comparisonLines, retentionOf } from './lines.ts'

/** Sets recommenders against each other and prints by how much they differ. */
export async function work(recommenders: readonly string[], typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  if (given.out !== undefined) checkOut(given.out)
  const world = { ...worldOf(given), ...metricsOf(given) }
  for (const recommender of recommenders) checkNames({ ...world, recommender })
  if (given.vary !== undefined) return (await import('../sweep/work.ts')).sweepWith(given, recommenders)
  if (given.plan || given.detect !== undefined) return (await import('./plan.ts')).plan(given, recommenders, world)
  const { compare } = await import('../../runner/compare.ts') // the stage is built once nothing speaks against it
  const result = await perform('compare', given, (call) =>
    compare({ ...world, ...runOf(given), ...lookingOf(given), recommenders, ...call })
  )
  if (!given.quiet) for (const note of result.notes) tellPlainly(note)
  if (given.json) printJson(result)
  else print(comparisonLines(plainAll(result), lookOf(process.stdout)))
  const failed = result.recommenders.filter((arm) => warnOfFailures(arm.result)).length > 0
  if (given.out !== undefined && !result.interrupted && !failed) {
    const { renderCompare } = await import('../../report/index.ts')
    writeWhole(given.out, await renderCompare(result))
    if (!given.quiet) tell(`report  ${plain(given.out)}`)
  }
  if (!given.quiet && !given.json && !failed) tell(`next    ${calledAs()} ${next(result)}`)
  process.exitCode = exitOf(result, failed)
}

/** How many worlds, and whether one looks before the end. */
function lookingOf({ replicates, sequential }: ReturnType<typeof parseGiven>) {
  return {
    ...(replicates === undefined ? {} : { replicates }),
    ...(sequential ? { sequential: typeof sequential === 'string' ? { metric: sequential } : {} } : {})
  }
}

function next({ recommenders, differences }: CompareResult): string {
  const users = recommenders[0]?.result.manifest.users ?? 1_000
  const isOpen = retentionOf(differences).some(({ p }) => !(p < 0.05))
  return isOpen
    ? `compare … --users ${4 * users} halves the intervals`
    : 'run --recommender <name> --log run.duckdb keeps every event of one'
}
