import type { PopulationCheck } from '../../contract/population-check.ts'
import { count, percent } from '../figures.ts'
import type { Look } from '../output.ts'
import { table } from '../table.ts'
import { cut, padEnd, wrap } from '../text.ts'

const BAR = 18
/** Columns from which on there is room for what people like. */
const WIDE = 110

/** What a population is, as lines. */
export function checkLines(found: PopulationCheck, { width, paint }: Look): string[] {
  const { name, description, segments, margins, ages, devices, regions, people, kinds } = found
  const bold = (text: string) => paint('bold', text)
  const parts = kinds === segments.length ? '' : `, ${count(kinds)} kinds of people by margins`
  return [
    ...wrap(`${bold(name)}  ${description}`, width, 2),
    '',
    ...table(
      [
        { text: '' },
        { text: 'share' },
        { text: 'people' },
        { text: 'ages' },
        ...(width < WIDE ? [] : [{ text: 'likes', align: 'left' as const }])
      ],
      segments.map(({ segment, share, people: own, age, likes }) => ({
        label: segment,
        cells: [
          { text: bar(share, Math.max(...segments.map((one) => one.share))) },
          { text: percent(share) },
          { text: count(own) },
          { text: `${age.min}–${age.max}` },
          ...(width < WIDE ? [] : [{ text: likesOf(likes) }])
        ]
      })),
      width,
      paint
    ),
    paint('dim', `${segments.length} segments${parts}; the first ${count(people)} people`),
    ...(margins.length > 0 ? ['', ...marginLines(margins, width, paint)] : []),
    '',
    bold('ages'),
    ...barLines(ages.map(({ from, share }) => ({ name: `${from}–${from + 4}`, share }))),
    ...(devices.length > 1 ? ['', bold('devices'), ...barLines(devices)] : []),
    ...(regions.length > 1 ? ['', bold('regions'), ...barLines(regions)] : []),
    '',
    ...figureLines(found, width, paint)
  ]
}

const likesOf = (likes: PopulationCheck['segments'][number]['likes']): string =>
  cut(
    likes
      .slice(0, 2)
      .map(({ phrase }) => phrase)
      .join(', '),
    40
  )

const bar = (share: number, most: number) => padEnd('█'.repeat(Math.max(1, Math.round((BAR * share) / most))), BAR)

function barLines(rows: readonly { name: string; share: number }[]): string[] {
  const label = Math.max(...rows.map(({ name }) => name.length))
  const most = Math.max(...rows.map(({ share }) => share))
  return rows.map(({ name, share }) => `  ${padEnd(name, label)}  ${bar(share, most)} ${percent(share)}`)
}

const marginLines = (margins: PopulationCheck['margins'], width: number, paint: Look['paint']) =>
  table(
    [{ text: 'asked for' }, { text: 'are' }],
    margins.map(({ variable, category, target, seen }) => ({
      label: `${variable} ${category}`,
      cells: [{ text: percent(target) }, { text: percent(seen) }]
    })),
    width,
    paint
  )

function figureLines(
  { people, effectiveSize, designEffect, diversity, sources }: PopulationCheck,
  width: number,
  paint: Look['paint']
): string[] {
  const weights =
    designEffect > 1 + 1e-9
      ? `weights: ${count(people)} people say as much as ${count(effectiveSize)} (design effect ${designEffect.toFixed(2)})`
      : 'weights: none, everybody counts for one'
  const twins = diversity.twins > 0 ? `; ${percent(diversity.twins)} have a near twin` : '; nobody has a near twin'
  const unlike = `diversity: ${count(diversity.of)} people are as different as ${diversity.effective.toFixed(1)} of whom no two are alike (score ${diversity.score.toFixed(2)}, clones 0)${twins}`
  return [
    ...[weights, unlike].flatMap((line) => wrap(line, width, 2)),
    ...sources.flatMap((source) => wrap(paint('dim', `source: ${source}`), width, 2))
  ]
}
