import { checkPopulation } from '../../runner/population-check.ts'
import { calledAs } from '../called.ts'
import { parseGiven } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { lookOf, print, printJson } from '../output.ts'
import { tell } from '../stderr.ts'
import { plain, plainAll } from '../text.ts'
import { checkLines } from './lines.ts'

/** Says what a population is, and draws it where it was asked to. */
export async function check(name: string, typed: Readonly<Record<string, unknown>>): Promise<void> {
  const { users, seed, out, json, quiet } = parseGiven(typed)
  if (out !== undefined) checkOut(out)
  const found = checkPopulation({
    population: name,
    ...(users === undefined ? {} : { users }),
    ...(seed === undefined ? {} : { seed })
  })
  if (json) printJson(found)
  else print(checkLines(plainAll(found), lookOf(process.stdout)))
  if (out !== undefined) {
    const { renderPopulation } = await import('../../report/index.ts')
    writeWhole(out, await renderPopulation(found))
  }
  if (quiet || json) return
  if (out !== undefined) tell(`page  ${plain(out)}`)
  else tell(`next  ${calledAs()} population check ${plain(name)} --out population.html draws it`)
}
