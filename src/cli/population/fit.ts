import { extname } from 'node:path'
import { stringify } from 'yaml'
import { RecoError } from '../../contract/error.ts'
import { fitPopulation } from '../../runner/population/fit.ts'
import { calledAs } from '../called.ts'
import { percent } from '../figures.ts'
import { parseGiven } from '../given.ts'
import { checkNew, writeWhole } from '../outfile.ts'
import { lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { table } from '../table.ts'
import { plain } from '../text.ts'

/** Fits a population to an audience, writes it, and says how near it came. */
export async function fit(audience: string, typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  const { users, seed, catalogue, recommender, json, quiet, out = 'audience.yaml' } = given
  checkNew(out)
  if (!['.yaml', '.yml', '.json'].includes(extname(out)))
    throw new RecoError('run.bad-option', { what: `--out is ${out}.`, fix: 'Name it .yaml or .json.' })
  const found = await perform('fit', given, (call) =>
    fitPopulation({
      audience,
      ...call,
      ...(users === undefined ? {} : { users }),
      ...(seed === undefined ? {} : { seed }),
      ...(catalogue === undefined ? {} : { catalogue }),
      ...(recommender === undefined ? {} : { recommender })
    })
  )
  const text = extname(out) === '.json' ? JSON.stringify(found.population, null, 2) : stringify(found.population)
  writeWhole(out, text)
  if (!quiet) for (const note of found.notes) tellPlainly(note)
  if (json) return printJson({ ...found, out })
  const look = lookOf(process.stdout)
  const rows = found.fits.map(({ segment, rate, told, aim, reached, trait, value }) => ({
    label: plain(segment),
    cells: [
      rate,
      percent(told),
      percent(aim),
      percent(reached),
      trait ? `${trait} ${value!.toFixed(2)}` : 'foretold'
    ].map((cell) => ({ text: cell }))
  }))
  print([
    ...table(
      [
        { text: 'rate', align: 'left' },
        { text: 'told' },
        { text: 'aim' },
        { text: 'came to' },
        { text: 'by', align: 'left' }
      ],
      rows,
      look.width,
      look.paint
    ),
    '',
    `population  ${plain(out)}`
  ])
  if (!quiet) tell(`next  ${calledAs()} react post.yaml --population ${plain(out)}`)
}
