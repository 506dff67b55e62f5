import { existsSync } from 'node:fs'
import { RecoError } from '../../contract/error.ts'
import { distil as distilling } from '../../learning/index.ts'
import type { Distilled } from '../../runner/distil.ts'
import { checkNames } from '../../runner/setting.ts'
import { askedLines } from '../asked.ts'
import { calledAs } from '../called.ts'
import { count } from '../figures.ts'
import { parseGiven, runOf, worldOf } from '../given.ts'
import { checkFolder, writeWhole } from '../outfile.ts'
import { type Look, lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { table } from '../table.ts'
import { plain, plainAll, wrap } from '../text.ts'

/** Watches a mind, fits another to it, writes it into a file, and prints how alike they are. */
export async function work(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven({ mind: 'llm', ...typed })
  const out = given.out ?? 'distilled.mjs'
  check(out)
  const { threads: _, ...world } = worldOf(given)
  const recommenders = typeof typed.recommenders === 'string' ? typed.recommenders.split(',') : undefined
  for (const recommender of recommenders ?? []) checkNames({ ...world, recommender })
  checkNames(world)
  const retest = shareIn(typed.retest)
  const onStage = (what: string) => {
    if (!given.quiet) tell(`distil: ${what} …`)
  }
  const { distil } = await import('../../runner/distil.ts')
  const found = await perform('distil', given, (call) =>
    distil({ ...world, ...runOf(given), ...(recommenders ? { recommenders } : {}), retest, onStage, ...call })
  )
  writeWhole(out, distilling.moduleOf(found.weights))
  if (!given.quiet) for (const note of found.notes) tellPlainly(note)
  if (given.json) printJson({ file: out, ...found, weights: undefined, heldOut: found.weights.heldOut })
  else print(lines(plainAll(found), lookOf(process.stdout)))
  if (given.quiet) return
  tell(`mind    ${plain(out)}`)
  if (!given.json) tell(`next    ${calledAs()} run --mind ./${plain(out)} --users 100,000`)
}

function check(out: string): void {
  if (!out.endsWith('.mjs'))
    throw new RecoError('run.bad-option', {
      what: `--out is ${JSON.stringify(out)}; a mind is written into a .mjs file.`,
      fix: 'Name it so: --out my-mind.mjs.'
    })
  checkFolder(out)
  if (existsSync(out))
    throw new RecoError('out.taken', {
      what: 'That file is there already.',
      at: { file: out },
      fix: 'Take it away, or give the mind another name with --out.'
    })
}

function shareIn(typed: unknown): number {
  const share = typed === undefined ? 0 : Number(typed)
  if (share >= 0 && share <= 1) return share
  throw new RecoError('run.bad-option', {
    what: `--retest is ${JSON.stringify(typed)}; it takes a share from 0 to 1.`,
    fix: 'Give it in that range, or leave it out.'
  })
}

function lines(found: Distilled, look: Look): string[] {
  const { weights, likeness, decisions, model } = found
  const { width, paint } = look
  return [
    paint('bold', `Fitted to ${count(decisions)} decisions of ${weights.teacher}`),
    ...(weights.heldOut ? rows(distilling.heldOutLines(weights.heldOut), look) : ['Too few people to hold some out.']),
    ...weakLines(weights.heldOut, width).map((line) => paint('yellow', line)),
    ...wrap('foretold on people who were not fitted to, in nats a decision; null: the rates alone', width).map((line) =>
      paint('dim', line)
    ),
    '',
    paint('bold', 'Lived again, with another seed'),
    ...likeness.flatMap(({ recommender, ...alike }) => [
      paint('dim', `under ${recommender}`),
      ...rows(distilling.likenessLines(alike), look),
      ''
    ]),
    ...(model ? askedLines(model, look) : [])
  ]
}

/** What was foretold no better than by the rates alone. */
function weakLines(heldOut: Distilled['weights']['heldOut'], width: number): string[] {
  if (!heldOut) return []
  const { opened, reactions, leaves, speaks, watch } = heldOut
  const weak = [
    ...Object.entries({ opened, ...reactions, leaves, speaks }).flatMap(([what, { nats, nullNats, teacher }]) =>
      teacher > 0 && nats >= nullNats ? [what] : []
    ),
    ...(watch && watch.distance > watch.nullDistance ? ['watch time'] : [])
  ]
  if (weak.length === 0) return []
  return wrap(`no better than the rates alone: ${weak.join(', ')}; watch more people, or more of their turns`, width)
}

/** Rows of words under their names. */
function rows(told: readonly distilling.Line[], { width, paint }: Look): string[] {
  const [first] = told
  if (!first) return []
  const [label, ...names] = Object.keys(first)
  const heads = names.map((text) => ({ text }))
  return table(
    heads,
    told.map((row) => ({ label: row[label!]!, cells: names.map((name) => ({ text: row[name] ?? '' })) })),
    width,
    paint
  )
}
