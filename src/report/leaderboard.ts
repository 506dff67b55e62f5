import type { BoardDifference, BoardPlace, Leaderboard } from '../contract/leaderboard.ts'
import type { Measured } from '../contract/result.ts'
import { figureOf, numbers, table } from './blocks.ts'
import { dotChart } from './dots.ts'
import { createPen, type Pen } from './drawing.ts'
import { glance, REHEARSED } from './glance.ts'
import { type Html, html } from './html.ts'
import { quadrant } from './leaderboard-quadrant.ts'
import { page, section } from './page.ts'
import { capital, clip, count, figure, listed, many, percent, printable, signed } from './text.ts'
import { phrase } from './words.ts'

/** A leaderboard as one HTML file that needs neither network nor script. */
export async function renderLeaderboard(given: Leaderboard): Promise<string> {
  const board = printable(given)
  const { places, manifest, cost } = board
  const pen = await createPen()
  return page({
    title: 'Leaderboard of recommenders',
    kind: `Leaderboard of ${many(places.length, 'recommender')}`,
    headline: headline(places),
    lede: html`<p>${closeCalls(places)}</p>`,
    rests: html`${glance([
      [
        'Tried in',
        listed(
          manifest.scenarios.map(({ name, version }) => `${phrase(name)} (version ${version})`),
          12
        )
      ],
      [
        'With',
        `${many(manifest.users, 'simulated person', 'simulated people')} in each of ${many(manifest.replicates, 'replicate')} of each scenario, the same with the same luck for all`
      ],
      ['What luck makes of nothing', `${points(board.noise.floor)} points of retention`],
      [
        'What it cost',
        `${many(cost.runs, 'run')}, ${many(cost.userSteps, 'user-step')}, ${count(cost.seconds)} seconds`
      ]
    ])}<p class="aside">${REHEARSED}</p>`,
    notes: failuresOf(board),
    sections: [
      ranking(board, pen),
      section(
        'Ranking well and keeping people',
        twoByTwo(places),
        figureOf(
          'NDCG of slates against retention, each the mean of all scenarios with its 95% interval; dashed: means of the field',
          quadrant(pen, places, percent)
        )
      ),
      byScenario(board),
      section('What luck makes of nothing', noise(board), noiseTable(board)),
      method(board)
    ]
  })
}

const quoted = (name: string) => `“${clip(name, 40)}”`
const points = (share: number) => (100 * share).toFixed(1)

function headline(places: readonly BoardPlace[]): string {
  const leaders = places.filter(({ rank }) => rank[0] === 1).map(({ name }) => quoted(name))
  return leaders.length === 1
    ? `${leaders[0]} keeps more people than every other, beyond luck`
    : `Too close to call: ${listed(leaders, 6)} share the lead`
}

function closeCalls(places: readonly BoardPlace[]): string {
  const groups = [...new Set(places.map(({ rank }) => rank[0]))]
    .map((first) => places.filter(({ rank }) => rank[0] === first))
    .filter(({ length }) => length > 1)
  if (groups.length === 0) return 'Every two of them could be told apart.'
  const said = groups.map((group) =>
    listed(
      group.map(({ name }) => quoted(name)),
      12
    )
  )
  return `Not to be told apart, or only through others between them: ${said.join('; ')}.`
}

const failuresOf = ({ places, notes }: Leaderboard): string[] => [
  ...places.flatMap(({ name, failures }) =>
    failures > 0 ? [`${quoted(name)} failed ${count(failures)} times; a visit that broke counts as lost.`] : []
  ),
  ...notes.map((note) => clip(note, 400))
]

const ranged = (of: Measured | null | undefined, format: (value: number) => string): Html | string =>
  of ? html`${format(of.value)} <small>${format(of.low)} to ${format(of.high)}</small>` : '–'

const pointed = (of: { difference: number; low: number; high: number } | undefined): Html | string =>
  of ? html`${signed(100 * of.difference)} <small>${signed(100 * of.low)} to ${signed(100 * of.high)}</small>` : '–'

/** How much more `name` has than `other`, whichever of them comes first. */
function ahead(differences: readonly BoardDifference[], name: string, other: string, scenario: string | null) {
  const found = differences.find(
    (one) => one.scenario === scenario && [name, other].includes(one.a) && [name, other].includes(one.b)
  )
  if (!found || name === other) return undefined
  const { difference, low, high } = found
  return found.b === name ? found : { difference: -difference, low: -high, high: -low }
}

const rankOf = ([from, to]: BoardPlace['rank']): string => (from === to ? `${from}` : `${from}–${to}`)

function ranking({ places, differences, baseline }: Leaderboard, pen: Pen): Html {
  const [best] = places
  const widest = ahead(differences, best!.name, places.at(-1)!.name, null)
  return section(
    'Who keeps people, over all scenarios',
    `${points(widest?.difference ?? 0)} points lie between the first and the last`,
    figureOf(
      'Retention, the mean of all scenarios, with its 95% interval',
      dotChart(
        pen,
        places.map(({ name, overall }) => ({ label: name, dots: [overall.retention] })),
        { says: 'Retention of each recommender', format: percent, width: 640 }
      )
    ),
    table(
      'The leaderboard',
      [
        { name: 'Recommender', isWord: true, cell: ({ name }) => clip(name, 60) },
        { name: 'Rank', cell: ({ rank }) => rankOf(rank) },
        { name: 'Retention', cell: ({ overall }) => ranged(overall.retention, percent) },
        {
          name: `Points ahead of ${clip(baseline, 30)}`,
          cell: ({ name }) => pointed(ahead(differences, name, baseline, null))
        },
        { name: 'Points from the first', cell: ({ name }) => pointed(ahead(differences, name, best!.name, null)) },
        { name: 'Likely ranks', cell: ({ likely: { low, high } }) => (low === high ? `${low}` : `${low} to ${high}`) },
        { name: 'Chance to be first', cell: ({ likely }) => percent(likely.first) },
        { name: 'NDCG', cell: ({ overall }) => ranged(overall.ndcg, (value) => value.toFixed(3)) }
      ],
      places
    ),
    numbers(
      table(
        'Other measures',
        [
          { name: 'Recommender', isWord: true, cell: ({ name }) => clip(name, 60) },
          ...OTHERS.map(([measure, format]) => ({
            name: capital(phrase(measure)),
            cell: ({ overall }: BoardPlace) => ranged(overall[measure], format)
          })),
          { name: 'Seconds', cell: ({ seconds }) => figure(seconds) }
        ],
        places
      ),
      'What else was measured'
    )
  )
}

const OTHERS = [
  ['session-length', figure],
  ['return-rate', percent],
  ['satisfaction', figure],
  ['click-rate', percent],
  ['instruction-following', figure],
  ['diversity', figure]
] as const

function twoByTwo(places: readonly BoardPlace[]): string {
  const of = (quadrant: BoardPlace['quadrant']) =>
    places.flatMap((one) => (one.quadrant === quadrant ? [quoted(one.name)] : []))
  const [both, ranks] = [of('keeps-and-ranks'), of('ranks')]
  const first = both.length > 0 ? `${listed(both)} ${both.length === 1 ? 'does' : 'do'} both` : 'Nobody does both'
  return ranks.length > 0
    ? `${first}; ${listed(ranks)} ${ranks.length === 1 ? 'ranks' : 'rank'} well and ${ranks.length === 1 ? 'loses' : 'lose'} people`
    : first
}

function byScenario({ places, manifest }: Leaderboard): Html {
  const winnerOf = (scenario: string) =>
    places.reduce((best, one) =>
      (one.scenarios[scenario]?.retention?.value ?? 0) > (best.scenarios[scenario]?.retention?.value ?? 0) ? one : best
    ).name
  const winners = [...new Set(manifest.scenarios.map(({ name }) => winnerOf(name)))]
  return section(
    'Scenario by scenario',
    winners.length === 1
      ? `${quoted(winners[0]!)} has the highest retention in each scenario`
      : `The highest retention is that of ${listed(winners.map(quoted))}, by the scenario`,
    table(
      'Retention by scenario',
      [
        { name: 'Scenario', isWord: true, cell: ({ name, version }) => `${capital(phrase(name))}, version ${version}` },
        ...places.map((place) => ({
          name: clip(place.name, 30),
          cell: ({ name }: { readonly name: string }) => ranged(place.scenarios[name]?.retention, percent)
        }))
      ],
      manifest.scenarios
    )
  )
}

const noise = ({ noise: { of, floor } }: Leaderboard): string =>
  `${quoted(of)} against itself differs by up to ${points(floor)} points`

const noiseTable = ({ noise }: Leaderboard): Html =>
  table(
    'One recommender against itself',
    [
      {
        name: 'Scenario',
        isWord: true,
        cell: ({ scenario }) => (scenario === null ? 'All' : capital(phrase(scenario)))
      },
      { name: 'Points', cell: pointed }
    ],
    noise.differences
  )

function method({ manifest }: Leaderboard): Html {
  const points = [
    'Retention is the share of visits that lasted to the turn limit; a visit that the recommender broke counts as lost. The mean of all scenarios gives each the same weight.',
    'Differences are taken person by person. Two recommenders are told apart where p, corrected for the number of pairs (Holm), is below 0.05, the difference has the same sign in every replicate, and it is larger than the noise floor. Those that cannot be told apart share a rank, and so do those whom others between them connect.',
    'Likely ranks are those of the middle 95% of 1,000 resamples of replicates, and of people in them.',
    'The noise floor is one recommender against itself on the same people with the same luck, with another chance of its own: the end of the 95% interval that is further from 0.',
    `Made by recoworld ${manifest.recoworld}; seed ${manifest.seed}. Scenarios: ${manifest.scenarios.map(({ name, version, hash }) => `${name} ${version} (${hash})`).join(', ')}.`
  ]
  return section(
    'How it was made',
    'A rehearsal with simulated people, not a forecast',
    html`<ul>${points.map((point) => html`<li>${point}</li>`)}</ul>`
  )
}
