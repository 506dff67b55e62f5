import { existsSync, readFileSync } from 'node:fs'
import { RecoError } from '../../contract/error.ts'
import { type Algorithm, policyModule, TRAINERS, type TrainerName } from '../../learning/index.ts'
import type { EnvironmentOptions } from '../../runner/environment.ts'
import type { Checkpoint, Trained } from '../../runner/train.ts'
import { calledAs } from '../called.ts'
import { environmentIn, numbersIn } from '../environment.ts'
import { count } from '../figures.ts'
import { parseGiven } from '../given.ts'
import { checkFolder, checkOut, writeWhole } from '../outfile.ts'
import { INTERRUPTED_LINE, type Look, lookOf, print, printJson } from '../output.ts'
import { pairsIn } from '../pairs.ts'
import { perform } from '../perform.ts'
import { tell } from '../stderr.ts'
import { table } from '../table.ts'
import { plain } from '../text.ts'
import { sparkline } from './sparkline.ts'

/** Learns, and leaves a recommender, its checkpoint, and its curve as a page. */
export async function work(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  if (typed.across !== undefined) return (await import('./across.ts')).across(given, typed)
  const files = filesOf(given.out ?? 'policy.mjs')
  const resumed = typeof typed.resume === 'string' ? typed.resume : undefined
  const from = resumed === undefined ? undefined : checkpointIn(resumed)
  const wanted = from?.algorithm ?? (typeof typed.algorithm === 'string' ? typed.algorithm : 'ppo')
  const isTable = (TRAINERS as Readonly<Record<string, Algorithm>>)[wanted]?.needsMdp === true
  const isRecommender = !isTable && typed.environment === undefined // what it knows is how to serve people
  check(files, isRecommender, resumed)
  const world = environmentIn(given, typed)
  const [{ train }, { renderLearning }] = await Promise.all([
    import('../../runner/train.ts'),
    import('../../report/index.ts')
  ])
  const trained = await perform('train', given, (call, note) =>
    train({
      world,
      ...(from ? { from } : {}),
      ...(typeof typed.algorithm === 'string' ? { algorithm: typed.algorithm as TrainerName } : {}),
      ...(given.seed === undefined ? {} : { seed: given.seed }),
      ...numbersIn(typed, 'steps', 'trials'),
      settings: pairsIn('set', typed.set),
      onPoint(checkpoint) {
        writeWhole(files.checkpoint, JSON.stringify(checkpoint))
        note(sparkline(checkpoint.curve.map(({ value }) => value)))
      },
      ...call
    })
  )
  const { checkpoint, others, isInterrupted } = trained
  const { algorithm, seed, curve } = checkpoint
  writeWhole(files.checkpoint, JSON.stringify(checkpoint))
  if (isRecommender) writeWhole(files.module, policyModule(checkpoint.algorithm, checkpoint.knows, checkpoint.settings))
  const page = await renderLearning({ algorithm, seed, curve, others, isInterrupted, world: wordsOf(world) })
  writeWhole(files.page, page)
  if (given.json)
    printJson({ algorithm, seed, curve, others, isInterrupted, files: isRecommender ? files : filesWithout(files) })
  else print(lines(trained, lookOf(process.stdout)))
  if (given.quiet) return
  if (isRecommender) tell(`recommender  ${plain(files.module)}`)
  tell(`checkpoint   ${plain(files.checkpoint)}`)
  tell(`curve        ${plain(files.page)}`)
  if (isRecommender && !given.json) tell(`next         ${calledAs()} compare popular ./${plain(files.module)}`)
}

interface Files {
  readonly module: string
  readonly checkpoint: string
  readonly page: string
}

function filesOf(module: string): Files {
  if (!module.endsWith('.mjs'))
    throw new RecoError('run.bad-option', {
      what: `--out is ${JSON.stringify(module)}; a recommender is written into a .mjs file.`,
      fix: 'Name it so: --out my-policy.mjs.'
    })
  const stem = module.slice(0, -'.mjs'.length)
  return { module, checkpoint: `${stem}.training.json`, page: `${stem}.html` }
}

const filesWithout = ({ checkpoint, page }: Files) => ({ checkpoint, page })

function check({ module, checkpoint, page }: Files, isRecommender: boolean, resumed: string | undefined): void {
  checkFolder(module)
  checkOut(page)
  for (const file of isRecommender ? [module, checkpoint] : [checkpoint])
    if (existsSync(file) && file !== resumed)
      throw new RecoError('out.taken', {
        what: 'That file is there already.',
        at: { file },
        fix: 'Take it away, or give another name with --out.'
      })
}

/** @throws RecoError `train.no-checkpoint` */
function checkpointIn(file: string): Checkpoint {
  const wrong = (what: string, cause?: unknown) =>
    new RecoError('train.no-checkpoint', {
      what,
      at: { file },
      fix: 'Give the ….training.json that an earlier training left.',
      cause
    })
  let found: Partial<Checkpoint> | null
  try {
    found = JSON.parse(readFileSync(file, 'utf8')) as Partial<Checkpoint> | null
  } catch (cause) {
    throw wrong(existsSync(file) ? 'It is no JSON.' : 'There is no such file.', cause)
  }
  if (found?.kind === 'recoworld training' && found.curve && found.knows) return found as Checkpoint
  throw wrong('It is JSON of another kind.')
}

const wordsOf = (world: EnvironmentOptions): string =>
  'environment' in world
    ? `${String(world.environment)}${told(world.options)}`
    : `people of “${String(world.population ?? 'everyone')}”${told({ ...world, population: undefined })}`

const told = (options: object = {}): string => {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `, ${given.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`
}

function lines({ checkpoint, others, isInterrupted }: Trained, { width, paint }: Look): string[] {
  const { algorithm, curve } = checkpoint
  const last = curve.at(-1)!
  const row = (name: string, { value, low, high }: { value: number; low: number; high: number }) => ({
    label: name,
    cells: [{ text: value.toFixed(2) }, { text: `${low.toFixed(2)} to ${high.toFixed(2)}` }]
  })
  const ranked = Object.entries(others).sort(([, a], [, b]) => b.value - a.value)
  return [
    ...(isInterrupted ? [paint('yellow', INTERRUPTED_LINE), ''] : []),
    `${paint('bold', algorithm)} after ${count(last.steps)} steps   ${sparkline(curve.map(({ value }) => value))}`,
    '',
    ...table(
      [{ text: 'return' }, { text: '95% interval' }],
      [row(algorithm, last), ...ranked.map(([name, one]) => row(name, one))],
      width,
      paint
    )
  ]
}
