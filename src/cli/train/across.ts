import { RecoError } from '../../contract/error.ts'
import type { Transfer } from '../../contract/transfer.ts'
import type { TrainerName } from '../../learning/index.ts'
import type { PersonEnvironmentOptions } from '../../runner/environment.ts'
import { namesOn } from '../../shelf.ts'
import { environmentIn, numbersIn } from '../environment.ts'
import { count } from '../figures.ts'
import type { Given } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { type Look, lookOf, print, printJson } from '../output.ts'
import { pairsIn } from '../pairs.ts'
import { perform } from '../perform.ts'
import { tell } from '../stderr.ts'
import { table } from '../table.ts'
import { plain } from '../text.ts'

/** Trains on each of several minds and tests on all; prints the matrix, and leaves it as a page. */
export async function across(given: Given, typed: Readonly<Record<string, unknown>>): Promise<void> {
  const out = given.out ?? 'transfer.html'
  checkOut(out)
  if (typed.resume !== undefined || typed.environment !== undefined)
    throw new RecoError('run.bad-option', {
      what: '--across trains anew, on people.',
      fix: 'Leave --resume and --environment out.'
    })
  const minds = mindsIn(String(typed.across), environmentIn(given, typed) as PersonEnvironmentOptions)
  const [{ transfer }, { renderTransfer }] = await Promise.all([
    import('../../runner/transfer.ts'),
    import('../../report/index.ts')
  ])
  const matrix = await perform('train', given, (call) =>
    transfer({
      minds,
      ...(typeof typed.algorithm === 'string' ? { algorithm: typed.algorithm as TrainerName } : {}),
      ...(given.seed === undefined ? {} : { seed: given.seed }),
      ...numbersIn(typed, 'steps', 'trials'),
      settings: pairsIn('set', typed.set),
      ...call
    })
  )
  writeWhole(out, await renderTransfer(matrix))
  if (given.json) printJson(matrix)
  else print(lines(matrix, lookOf(process.stdout)))
  if (!given.quiet) tell(`matrix  ${plain(out)}`)
}

/** Mindsets and minds by name; files as `mindset=file` and `mind=file`. */
function mindsIn(typed: string, world: PersonEnvironmentOptions): Record<string, PersonEnvironmentOptions> {
  const mindsets = namesOn('mindsets')
  const found: Record<string, PersonEnvironmentOptions> = {}
  for (const one of typed.split(',').map((name) => name.trim())) {
    const [, kind, name] = /^(?:(mind|mindset)=)?(.+)$/.exec(one) ?? []
    if (name === undefined) continue
    const isMindset = kind === undefined ? mindsets.includes(name) : kind === 'mindset'
    found[name] = { ...world, [isMindset ? 'mindset' : 'mind']: name }
  }
  return found
}

function lines({ algorithm, steps, trials, minds, cells, random }: Transfer, { width, paint }: Look): string[] {
  const cell = ({ value, low, high }: { value: number; low: number; high: number }) => ({
    text: value.toFixed(3),
    under: `${low.toFixed(3)} – ${high.toFixed(3)}`
  })
  const rows = minds.map((label, at) => ({ label, cells: cells[at]!.map(({ retention }) => cell(retention)) }))
  return [
    `${algorithm}, ${count(steps)} steps on each; share of ${count(trials)} people who are still there at the end`,
    'rows: trained on, columns: tested on',
    '',
    ...table(
      minds.map((text) => ({ text })),
      [...rows, { label: 'nobody (random)', cells: random.map(({ retention }) => cell(retention)) }],
      width,
      paint
    )
  ]
}
