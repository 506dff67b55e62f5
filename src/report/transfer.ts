import type { Figure, Transfer } from '../contract/transfer.ts'
import { figureOf, numbers, table } from './blocks.ts'
import { createPen, type Pen } from './drawing.ts'
import { glance } from './glance.ts'
import { type Html, html } from './html.ts'
import { page, section } from './page.ts'
import { clip, figure, many, printable } from './text.ts'

interface Pair {
  readonly trained: string
  readonly tested: string
  readonly retention: Figure
  readonly value: Figure
  readonly against: Figure | null
}

/** The matrix of minds that a policy was trained on and tested on, as one HTML file. */
export async function renderTransfer(given: Transfer): Promise<string> {
  const { algorithm, seed, steps, trials, minds, cells, random } = printable(given)
  const taught = minds.flatMap((trained, row) =>
    minds.map((tested, column): Pair => ({ trained, tested, ...cells[row]![column]! }))
  )
  const drawn = minds.map((tested, at): Pair => ({ trained: 'nobody (random)', tested, ...random[at]!, against: null }))
  const pen = await createPen()
  return page({
    title: `Trained on one mind, tested on another: ${algorithm}`,
    kind: 'What is learnt from one mind, with others',
    headline: headline(taught),
    rests: glance([
      ['Minds', minds.map((mind) => clip(mind, 40)).join(', ')],
      ['Trained', `“${clip(algorithm, 40)}”, ${many(steps, 'step')} on each; seed ${seed}`],
      [
        'Tested on',
        `${many(trials, 'person', 'people')} whom it did not learn from, the same for all, with the same luck`
      ]
    ]),
    notes: [],
    sections: [
      section(
        'Who stays',
        'Share of people who are still there at the end; a row a mind that it was trained on, a column a mind that it was tested on',
        figureOf('Retention by the mind trained on and the mind tested on', chart([...taught, ...drawn], minds, pen)),
        numbers(
          table(
            'Trained on, tested on',
            [
              { name: 'Trained on', isWord: true, cell: ({ trained }) => trained },
              { name: 'Tested on', isWord: true, cell: ({ tested }) => tested },
              { name: 'Retention', cell: ({ retention }) => ranged(retention) },
              { name: 'Return', cell: ({ value }) => ranged(value) },
              { name: 'More than the one trained there', cell: ({ against }) => (against ? ranged(against) : '') }
            ],
            [...taught, ...drawn]
          )
        )
      )
    ]
  })
}

/** How the pair fares that loses most against who was trained there, and whether that may be chance. */
function headline(pairs: readonly Pair[]): string {
  const others = pairs.filter((pair): pair is Pair & { against: Figure } => pair.against !== null)
  const worst = others.reduce((a, b) => (b.against.value < a.against.value ? b : a))
  const { trained, tested, against } = worst
  if (against.high < 0)
    return `What is learnt from “${clip(trained, 40)}” earns ${figure(-against.value)} an episode less with “${clip(tested, 40)}” than what is learnt there`
  return 'What is learnt from one of these minds does as well with the others, as far as can be told'
}

const ranged = ({ value, low, high }: Figure): Html =>
  html`${figure(value)} <small>${figure(low)} to ${figure(high)}</small>`

function chart(pairs: readonly Pair[], minds: readonly string[], { Plot, draw }: Pen): Html {
  const rows = [...minds, 'nobody (random)']
  const said = pairs.map(({ trained, tested, retention }) => `${trained} on ${tested} ${figure(retention.value)}`)
  return draw(`Retention: ${said.join('; ')}.`, {
    width: 760,
    height: 70 + 56 * rows.length,
    marginLeft: 150,
    marginTop: 40,
    marginBottom: 10,
    x: { domain: minds, axis: 'top', label: null, tickSize: 0, tickFormat: (mind: string) => clip(mind, 20) },
    y: { domain: rows, label: null, tickSize: 0, tickFormat: (mind: string) => clip(mind, 20) },
    color: { type: 'linear', domain: [0, 1], range: ['#eef2fb', '#1f4fb2'] },
    marks: [
      Plot.cell(pairs, {
        x: 'tested',
        y: 'trained',
        fill: ({ retention }: Pair) => retention.value,
        inset: 1.5,
        rx: 4
      }),
      Plot.text(pairs, {
        x: 'tested',
        y: 'trained',
        dy: -6,
        fontSize: 15,
        fontWeight: 600,
        fill: ({ retention }: Pair) => (retention.value > 0.72 ? '#fff' : '#14213d'),
        text: ({ retention }: Pair) => retention.value.toFixed(2)
      }),
      Plot.text(pairs, {
        x: 'tested',
        y: 'trained',
        dy: 11,
        fontSize: 10.5,
        fill: ({ retention }: Pair) => (retention.value > 0.72 ? '#fff' : '#14213d'),
        text: ({ retention: { low, high } }: Pair) => `${low.toFixed(2)} – ${high.toFixed(2)}`
      })
    ]
  })
}
