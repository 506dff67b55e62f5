import { resolve } from 'node:path'
import { RecoError } from '../../contract/error.ts'
import type { RunResult } from '../../contract/result.ts'
import { checkNames } from '../../runner/setting.ts'
import { calledAs } from '../called.ts'
import { exitOf } from '../failure.ts'
import { type Given, metricsOf, parseGiven, runOf, worldOf } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { inspected } from '../studio/inspecting.ts'
import { plain, plainAll } from '../text.ts'
import { failureLine } from '../warning.ts'
import { gaugesIn } from './gauging.ts'
import { runLines } from './lines.ts'

/** Lets a population meet a recommender, prints what came, keeps the log and writes the report where it was asked to. */
export async function work(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  checkFiles(given)
  const world = { ...worldOf(given), ...metricsOf(given), ...gaugesIn(given) }
  checkNames(world)
  if (given.vary !== undefined || given.replicates !== undefined)
    return (await import('../sweep/work.ts')).sweepWith(given)
  const { playWorld } = await import('../../runner/playing.ts') // the stage is built once nothing speaks against it
  await inspected(given, async (inspecting) => {
    const { result } = await perform('run', given, (call) => {
      const visit = inspecting?.visit(call.signal)
      return playWorld(world, { ...runOf(given), ...call, ...(visit && { signal: visit.signal }) }, undefined, visit)
    })
    await report(given, result)
  })
}

async function report(given: Given, result: RunResult): Promise<void> {
  if (!given.quiet) for (const note of result.notes) tellPlainly(note)
  if (given.json) printJson(result)
  else print(runLines(plainAll(result), lookOf(process.stdout)))
  const failed = warnOfFailures(result)
  if (given.out !== undefined && !result.interrupted && !failed) {
    const { renderRun } = await import('../../report/index.ts')
    writeWhole(given.out, await renderRun(result))
  }
  if (given.out !== undefined && (result.interrupted || failed))
    tellPlainly(`no report was written to ${given.out}: the run was not whole`)
  if (!given.quiet && !given.json && !failed && !result.interrupted) advise(given, result)
  process.exitCode = exitOf(result, failed)
}

function checkFiles({ out, log, logShare }: Given): void {
  if (logShare !== undefined && log === undefined)
    throw new RecoError('run.bad-option', {
      what: '--log-share is given, and no log to keep it in.',
      fix: 'Name a file with --log, or leave --log-share out.'
    })
  if (out === undefined) return
  checkOut(out)
  if (log !== undefined && resolve(out) === resolve(log))
    throw new RecoError('run.bad-option', {
      what: `--log and --out both name ${out}.`,
      fix: 'Give the report another name, such as report.html.'
    })
}

/** Whether more than half of the visits failed. */
export function warnOfFailures({ endings, failures, manifest }: RunResult): boolean {
  const ended = endings.left + endings.truncated + endings.failed
  if (endings.failed === 0) return false
  tellPlainly(failureLine(failures, endings.failed, ended, manifest.recommender.name))
  return endings.failed > ended / 2
}

function advise({ log, out }: Given, { interrupted, manifest }: RunResult): void {
  if (log !== undefined) tell(`log     ${plain(log)}`)
  if (out !== undefined && !interrupted) tell(`report  ${plain(out)}`)
  const other = manifest.recommender.name === 'popular' ? 'instructable' : 'popular'
  const next =
    log !== undefined && out === undefined && !interrupted
      ? `studio ${plain(log)} looks at it again, person by person`
      : `compare ${manifest.recommender.hash ? '<file>' : manifest.recommender.name} ${other} sets two against each other`
  tell(`next    ${calledAs()} ${next}`)
}
