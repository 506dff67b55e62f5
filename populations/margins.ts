import { type Category, DEVICES, type Population, RecoError, Segment } from '../src/define.ts'
import { rake } from '../src/experiment/raking.ts'
import { type Cell, cellOf, normalised } from './cells.ts'

/** More parts than this are no picture of anybody. */
const MOST = 5_000
/** How people of an `interest` that is a mere name take to it. */
const LIKED = { mean: 0.7, sd: 0.2 }

/**
 * Splits cells by what margins say and they leave open, and gives the parts the shares at which all margins are met: those
 * nearest to the shares of the cells (and of `joint`, where it is given).
 *
 * @throws RecoError `population.bad-margin`; `population.impossible` when no shares meet the margins
 */
export function metMargins(name: string, cells: readonly Cell[], { margins, joint, by }: Population): Cell[] {
  const variables = Object.entries(margins)
  if (variables.length === 0) {
    if (by)
      throw bad(
        name,
        `by names ${by.join(', ')}`,
        'Write margins for what results should be told by, or leave `by` out.'
      )
    return [...cells]
  }
  const begun = cells.length > 0 ? cells : [nobodyInParticular()]
  let parts: Part[] = begun.map((cell) => ({ cell, row: { [SEGMENT]: cell.segment.name } }))
  for (const [variable, categories] of variables) {
    parts = parts.flatMap((part) => splitBy(name, part, variable, categories))
    if (parts.length > MOST)
      throw bad(
        name,
        `its segments and margins make more than ${MOST} kinds of people`,
        'Leave a variable out, or give it fewer categories.'
      )
  }
  parts = withJoint(name, parts, joint)
  const targets = Object.fromEntries(variables.map(([variable, categories]) => [variable, sharesOf(categories)]))
  const own =
    begun.length > 1 ? { [SEGMENT]: Object.fromEntries(begun.map(({ segment, share }) => [segment.name, share])) } : {}
  const { weights } = raked(name, parts, { ...targets, ...own })
  const met = parts.map(({ cell, row }, at) => ({
    ...cell,
    share: weights[at]!,
    group: groupOf(name, row, by ?? usualGroups(begun, margins))
  }))
  return normalised(met.filter(({ share }) => share > 1e-12)).map(named(variables, begun.length > 1))
}

const SEGMENT = '(segment)'

interface Part {
  readonly cell: Cell
  readonly row: Readonly<Record<string, string>>
}

/** Everybody alike, where a population is told by margins alone. */
const nobodyInParticular = (): Cell => cellOf(Segment.parse({ name: 'people', share: 1, interests: {} }))

/** The parts of a cell by one variable; one that says what it is of stays whole. */
function splitBy(
  name: string,
  { cell, row }: Part,
  variable: string,
  categories: Readonly<Record<string, Category>>
): Part[] {
  const known = knownCategory(cell, variable, Object.keys(categories))
  const names = known === undefined ? Object.keys(categories) : [known]
  const parts = names.flatMap((category) => {
    const segment = within(name, cell, variable, category)
    if (!segment) return []
    const share =
      cell.share * (known === undefined ? likelihood(cell.segment, segment, shareOf(categories[category]!)) : 1)
    const changed = changedBy(segment, variable, category, categories[category])
    return [
      {
        cell: { ...cell, segment: changed, share, of: { ...cell.of, [variable]: category } },
        row: { ...row, [variable]: category }
      }
    ]
  })
  if (parts.length === 0)
    throw bad(
      name,
      `“${cell.segment.name}” is of no category of “${variable}” (${Object.keys(categories).join(', ')})`,
      `Give it one of them, or leave its ${variable} out: then it is split among them.`
    )
  return parts
}

/** Before margins are met: the part of a segment's ages that a category takes, or else what the margin says. */
function likelihood({ age: whole }: Segment, { age }: Segment, share: number): number {
  if (!whole || !age || share === 0 || whole === age) return share
  return (age.max - age.min + 1) / (whole.max - whole.min + 1)
}

function knownCategory({ of, segment }: Cell, variable: string, categories: readonly string[]): string | undefined {
  if (of[variable] !== undefined) return of[variable]
  if (variable === 'region' && segment.region) return segment.region
  if (variable === 'device' && segment.device) return segment.device
  return categories.length === 1 ? categories[0] : undefined
}

/** The segment, narrowed to a category; nothing where it has nobody in it. */
function within(name: string, { segment }: Cell, variable: string, category: string): Segment | undefined {
  if (variable === 'age') {
    const range = ageRange(name, category)
    const own = segment.age ?? range
    const age = { min: Math.max(range.min, own.min), max: Math.min(range.max, own.max) }
    return age.min <= age.max ? { ...segment, age } : undefined
  }
  if (variable === 'region') return { ...segment, region: category }
  if (variable === 'device') {
    const device = DEVICES.find((one) => one === category)
    if (!device) throw bad(name, `“${category}” is no device`, `Take ${DEVICES.join(', ')}.`)
    return { ...segment, device }
  }
  return segment
}

/** Up to where 65+ goes: hardly anybody is older. */
const OPEN_END = 90

function ageRange(name: string, category: string): { min: number; max: number } {
  const found = /^(\d+)\s*(?:[-–]\s*(\d+)|\+)$/.exec(category.trim())
  const min = Number(found?.[1])
  const max = Number(found?.[2] ?? Math.min(110, Math.max(OPEN_END, min + 10)))
  if (found && min >= 13 && max <= 110 && min <= max) return { min, max }
  throw bad(name, `“${category}” is no range of ages`, 'Write ages as 13-24 or 65+, from 13 to 110.')
}

function changedBy(segment: Segment, variable: string, category: string, given: Category | undefined): Segment {
  if (given === undefined) return segment
  if (typeof given === 'number')
    return variable === 'interest' ? { ...segment, interests: { ...segment.interests, [category]: LIKED } } : segment
  const { interests, formats, traits, preferredSeconds, hours, voice } = given
  return {
    ...segment,
    interests: { ...segment.interests, ...interests },
    formats: { ...segment.formats, ...formats },
    traits: { ...segment.traits, ...traits },
    ...(preferredSeconds ? { preferredSeconds } : {}),
    ...(hours ? { hours } : {}),
    ...(voice ? { voice } : {})
  }
}

const shareOf = (category: Category): number => (typeof category === 'number' ? category : category.share)

const sharesOf = (categories: Readonly<Record<string, Category>>) =>
  Object.fromEntries(Object.entries(categories).map(([category, given]) => [category, shareOf(given)]))

/** Begins from how often categories come together, where that is known. */
function withJoint(name: string, parts: readonly Part[], joint: Population['joint']): Part[] {
  if (joint.length === 0) return [...parts]
  const known = joint.map((row, at) => {
    const { share, ...of } = row
    if (typeof share !== 'number' || !(share >= 0))
      throw bad(
        name,
        `row ${at + 1} of joint has the share ${JSON.stringify(share)}`,
        'Give each row a share of 0 or more.'
      )
    return { share, of: Object.entries(of) }
  })
  const fits = ({ row }: Part, of: readonly [string, string | number][]) =>
    of.every(([variable, category]) => row[variable] === String(category))
  for (const [at, { of }] of known.entries())
    if (!parts.some((part) => fits(part, of)))
      throw bad(
        name,
        `row ${at + 1} of joint (${of.map((pair) => pair.join(' ')).join(', ')}) fits nobody`,
        'Name variables and categories of the margins.'
      )
  return parts.flatMap((part) => {
    const rows = known.filter(({ of }) => fits(part, of))
    const share = rows.reduce((sum, row) => sum + row.share, 0)
    return share > 0 ? [{ ...part, cell: { ...part.cell, share: part.cell.share * share } }] : []
  })
}

function raked(
  name: string,
  parts: readonly Part[],
  targets: Readonly<Record<string, Readonly<Record<string, number>>>>
) {
  const alive = parts.map(({ cell }) => Math.max(cell.share, Number.MIN_VALUE))
  try {
    return rake(
      parts.map(({ row }) => row),
      targets,
      { weights: alive }
    )
  } catch (cause) {
    if (!(cause instanceof RecoError)) throw cause
    throw new RecoError('population.impossible', {
      what: cause.parts.what.replaceAll(SEGMENT, 'its segment'),
      at: { file: `population ${name}` },
      fix: cause.parts.fix,
      cause
    })
  }
}

/** By segment where there are several; else by the variables whose categories say what people are like, or by the first. */
function usualGroups(cells: readonly Cell[], margins: Population['margins']): string[] {
  if (cells.length > 1) return [SEGMENT]
  const telling = Object.entries(margins).filter(
    ([variable, categories]) =>
      variable === 'interest' || Object.values(categories).some((one) => typeof one !== 'number')
  )
  return telling.length > 0 ? telling.map(([variable]) => variable) : [Object.keys(margins)[0]!]
}

function groupOf(name: string, row: Part['row'], by: readonly string[]): string {
  return by
    .map((variable) => {
      const category = variable === 'segment' ? row[SEGMENT] : row[variable]
      if (category === undefined)
        throw bad(
          name,
          `by names “${variable}”, and there is no such margin`,
          'Name variables of the margins, or segment.'
        )
      return category
    })
    .join(' · ')
}

/** Gives every part a name of its own. */
function named(variables: readonly (readonly [string, unknown])[], hasSegments: boolean): (cell: Cell) => Cell {
  return (cell) => ({
    ...cell,
    segment: {
      ...cell.segment,
      name: [...(hasSegments ? [cell.segment.name] : []), ...variables.map(([variable]) => cell.of[variable])].join(
        ' · '
      )
    }
  })
}

const bad = (name: string, seen: string, fix: string) =>
  new RecoError('population.bad-margin', {
    what: `${seen[0]!.toUpperCase()}${seen.slice(1)}.`,
    at: { file: `population ${name}` },
    fix
  })
