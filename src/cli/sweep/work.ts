import { RecoError } from '../../contract/error.ts'
import { type Given, metricsOf, runOf, worldOf } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { lookOf, print, printJson } from '../output.ts'
import { numberIn } from '../pairs.ts'
import { perform } from '../perform.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { plain, plainAll } from '../text.ts'
import { sweepLines } from './lines.ts'

/** Plays a world for every combination, and tells all in one table and one picture. @param recommenders of a comparison: an axis of their own */
export async function sweepWith(given: Given, recommenders?: readonly string[]): Promise<void> {
  const { log, logShare: _s, threads, model, ...world } = { ...worldOf(given), ...metricsOf(given) }
  if (log !== undefined || model !== undefined || given.inspect !== undefined)
    throw new RecoError('run.bad-option', {
      what: 'A grid keeps no log, asks no language model, and is not looked into.',
      fix: 'Leave --log, --model and --inspect out, or --vary and --replicates.'
    })
  if (given.out !== undefined) checkOut(given.out)
  const vary = {
    ...(recommenders ? { recommender: recommenders } : {}),
    ...axesIn(given.vary ?? []),
    ...(given.vary === undefined && !recommenders ? { recommender: [world.recommender ?? 'instructable'] } : {})
  } as Record<string, readonly (string | number)[]>
  const { sweep } = await import('../../runner/sweep.ts')
  const { replicates } = given
  const result = await perform('sweep', given, (call) =>
    sweep({
      ...world,
      ...runOf(given),
      ...call,
      vary,
      ...(replicates === undefined ? {} : { replicates }),
      ...(threads === undefined ? {} : { workers: threads })
    })
  )
  if (!given.quiet) for (const note of result.notes) tellPlainly(note)
  if (given.json) printJson(result)
  else print(sweepLines(plainAll(result), lookOf(process.stdout)))
  if (given.out !== undefined && !result.interrupted) {
    const { renderSweep } = await import('../../report/index.ts')
    writeWhole(given.out, await renderSweep(result))
    if (!given.quiet) tell(`report  ${plain(given.out)}`)
  }
  if (given.out !== undefined && result.interrupted)
    tellPlainly(`no report was written to ${given.out}: the grid is not whole`)
  process.exitCode = result.interrupted ? 130 : 0
}

/** `key=a,b,c`, each of them an axis; numbers where all of its values are. */
function axesIn(typed: readonly string[]): Record<string, readonly (string | number)[]> {
  return Object.fromEntries(
    typed.map((one) => {
      const at = one.indexOf('=')
      if (at < 1)
        throw new RecoError('run.bad-option', {
          what: `--vary is ${JSON.stringify(one)}.`,
          fix: 'Write it as key=a,b,c: --vary patience=0.2,0.5,0.8.'
        })
      const values = one
        .slice(at + 1)
        .split(',')
        .map((value) => value.trim())
      const isNumbers = values.every((value) => /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i.test(value))
      return [one.slice(0, at).trim(), isNumbers ? values.map((value) => numberIn('vary', value)) : values]
    })
  )
}
