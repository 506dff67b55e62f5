import type { PopulationCheck, SegmentCheck } from '../contract/population-check.ts'
import { bars, figureOf, numbers, table } from './blocks.ts'
import { createPen, halo, type Pen } from './drawing.ts'
import { glance } from './glance.ts'
import { type Html, html } from './html.ts'
import { page, section } from './page.ts'
import { seriesColour } from './palette.ts'
import { clip, count, many, percent, printable } from './text.ts'

/** More segments than this are told in the table alone. */
const MOST = 24

/** What a population is, as one HTML file. */
export async function renderPopulation(given: PopulationCheck): Promise<string> {
  const found = printable(given)
  const { name, description, segments, margins, diversity, sources, people, kinds } = found
  const pen = await createPen()
  const largest = [...segments].sort((a, b) => b.share - a.share)
  return page({
    title: `Population: ${name}`,
    kind: 'A population',
    headline: `${clip(name, 60)}: ${many(segments.length, 'segment')}, ${clip(largest[0]!.segment, 60)} the largest with ${percent(largest[0]!.share)}`,
    lede: html`<p class="lede" dir="auto">${clip(description, 600)}</p>`,
    rests: glance([
      ['Kinds of people', kinds === segments.length ? count(kinds) : `${count(kinds)}, by segments and margins`],
      ['Looked at', `Its first ${count(people)} people`],
      ['Weights', weightsOf(found)],
      ['Unlike each other', `As ${diversity.effective.toFixed(0)} of ${diversity.of} people of whom no two are alike`]
    ]),
    notes: found.notes,
    sections: [
      section(
        'Who they are',
        agesFinding(found),
        html`<div class="panels">${figureOf('Ages', agesChart(found, pen))}${figureOf(
          'Segments',
          bars(
            largest.slice(0, MOST).map(({ segment, share }) => ({ name: segment, share })),
            { series: 0 }
          )
        )}</div>`,
        html`<div class="panels">${figureOf('Devices', bars(found.devices, { series: 1 }))}${found.regions.length > 1 ? figureOf('Regions', bars(found.regions, { series: 2 })) : null}</div>`,
        numbers(segmentTable(largest))
      ),
      margins.length > 0
        ? section(
            'What was asked for',
            `Margins are met within ${percent(Math.max(...margins.map(({ target, seen }) => Math.abs(target - seen))))} among these people`,
            table(
              'Margins',
              [
                { name: 'Variable', isWord: true, cell: ({ variable }) => variable },
                { name: 'Category', isWord: true, cell: ({ category }) => category },
                { name: 'Asked for', cell: ({ target }) => percent(target) },
                { name: 'Are', cell: ({ seen }) => percent(seen) }
              ],
              margins
            )
          )
        : null,
      section(
        'How they are',
        traitsFinding(largest),
        figureOf(
          'Traits by segment: mean, and one standard deviation to each side',
          traitsChart(largest.slice(0, MOST), pen)
        )
      ),
      section(
        'What they like',
        likesFinding(largest),
        table(
          'Likings',
          [
            { name: 'Segment', isWord: true, cell: ({ segment }) => segment },
            { name: 'Likes', isWord: true, cell: ({ likes }) => phrases(likes) },
            { name: 'Dislikes', isWord: true, cell: ({ dislikes }) => phrases(dislikes) }
          ],
          largest
        )
      ),
      section(
        'Where this comes from',
        sources.every((source) => /assumed/i.test(source)) ? 'It is assumed' : `From ${many(sources.length, 'source')}`,
        html`<ul>${sources.map((source) => html`<li dir="auto">${source}</li>`)}</ul>`
      )
    ]
  })
}

const weightsOf = ({ designEffect, effectiveSize, people }: PopulationCheck): string =>
  designEffect > 1 + 1e-9
    ? `${count(people)} people say as much as ${count(effectiveSize)}: design effect ${designEffect.toFixed(2)}`
    : 'None: everybody counts for one'

function agesFinding({ ages }: PopulationCheck): string {
  let sum = 0
  const middle = ages.find(({ share }) => {
    sum += share
    return sum >= 0.5
  })!
  return `Half of them are under ${middle.from + 5}`
}

function agesChart({ ages }: PopulationCheck, { Plot, draw }: Pen): Html {
  const rows = ages.map(({ from, share }) => ({ from, to: from + 5, share }))
  return draw(`Ages from ${rows[0]!.from} to ${rows.at(-1)!.to - 1}, in bars of five years.`, {
    width: 420,
    height: 240,
    marginLeft: 44,
    marginBottom: 38,
    x: { label: 'years', labelAnchor: 'center', labelArrow: 'none', tickSize: 0 },
    y: { label: null, tickFormat: percent, grid: true, ticks: 4, tickSize: 0 },
    marks: [
      Plot.rectY(rows, { x1: 'from', x2: 'to', y: 'share', fill: seriesColour(0), insetLeft: 1, insetRight: 1 }),
      Plot.ruleY([0], { stroke: 'var(--line)' })
    ]
  })
}

function traitsChart(segments: readonly SegmentCheck[], { Plot, draw }: Pen): Html {
  const traits = Object.keys(segments[0]!.traits) as (keyof SegmentCheck['traits'])[]
  const rows = segments.flatMap(({ segment, traits: own }) =>
    traits.map((trait) => ({
      segment: clip(segment, 28),
      trait,
      mean: own[trait].mean,
      low: Math.max(0, own[trait].mean - own[trait].sd),
      high: Math.min(1, own[trait].mean + own[trait].sd)
    }))
  )
  const longest = Math.max(...rows.map(({ segment }) => segment.length))
  return draw(`How ${segments.length} segments are in ${traits.length} traits, each 0 to 1.`, {
    width: 900,
    height: 70 + 26 * segments.length,
    marginLeft: Math.min(210, 20 + 7.2 * longest),
    marginTop: 44,
    marginBottom: 10,
    x: { domain: [0, 1], axis: null },
    y: { label: null, tickSize: 0, domain: segments.map(({ segment }) => clip(segment, 28)) },
    fx: { label: null, domain: traits, padding: 0.16 },
    marks: [
      Plot.ruleX([0.5], { stroke: 'var(--line)' }),
      Plot.ruleY(rows, {
        fx: 'trait',
        y: 'segment',
        x1: 'low',
        x2: 'high',
        stroke: seriesColour(0),
        strokeOpacity: 0.35,
        strokeWidth: 5
      }),
      Plot.dot(rows, {
        fx: 'trait',
        y: 'segment',
        x: 'mean',
        r: 4,
        fill: seriesColour(0),
        title: ({ segment, trait, mean }: (typeof rows)[number]) => `${segment}: ${trait} ${mean.toFixed(2)}`
      }),
      Plot.text([''], { ...halo, frameAnchor: 'top' })
    ]
  })
}

/** The trait in which the two largest segments differ most. */
function traitsFinding(segments: readonly SegmentCheck[]): string {
  const [a, b] = segments
  if (!a || !b) return 'All of them are one segment'
  const traits = Object.keys(a.traits) as (keyof SegmentCheck['traits'])[]
  const apart = (trait: (typeof traits)[number]) => a.traits[trait].mean - b.traits[trait].mean
  const widest = traits.reduce((most, trait) => (Math.abs(apart(trait)) > Math.abs(apart(most)) ? trait : most))
  const [more, less] = apart(widest) > 0 ? [a, b] : [b, a]
  if (Math.abs(apart(widest)) < 0.03) return `“${clip(a.segment, 40)}” and “${clip(b.segment, 40)}” are much alike`
  return `${clip(more.segment, 40)} has more ${widest} than ${clip(less.segment, 40)}: ${more.traits[widest].mean.toFixed(2)} against ${less.traits[widest].mean.toFixed(2)}`
}

function likesFinding(segments: readonly SegmentCheck[]): string {
  const [first] = segments
  const [like] = first?.likes ?? []
  return like
    ? `${clip(first!.segment, 40)} likes ${clip(like.phrase, 40)} most`
    : 'Nobody likes one thing more than another'
}

const phrases = (some: SegmentCheck['likes']): Html =>
  html`${some.map(({ phrase, liking }, at) => html`${at > 0 ? ', ' : ''}${phrase} <small>${liking.toFixed(2).replace('-', '−')}</small>`)}`

const segmentTable = (segments: readonly SegmentCheck[]): Html =>
  table(
    'Segments',
    [
      { name: 'Segment', isWord: true, cell: ({ segment }) => segment },
      { name: 'Share', cell: ({ share }) => percent(share) },
      { name: 'Drawn', cell: ({ drawn }) => percent(drawn) },
      { name: 'People', cell: ({ people }) => count(people) },
      { name: 'Ages', cell: ({ age }) => `${age.min} to ${age.max}` }
    ],
    segments
  )
