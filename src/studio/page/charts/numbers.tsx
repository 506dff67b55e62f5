import { useState } from 'preact/hooks'
import { count } from './figures.ts'

interface Props {
  /** What the table holds, for who hears it. */
  readonly caption: string
  readonly head: readonly string[]
  /** Asked for only while the table is open. */
  readonly rows: () => readonly (readonly (string | number)[])[]
}

/** Rows that are shown at once; more would make a live page slow. */
const MOST = 400

/** The numbers behind a picture, folded away. */
export function Numbers({ caption, head, rows }: Props) {
  const [isOpen, setOpen] = useState(false)
  const all = isOpen ? rows() : []
  return (
    <details class="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Numbers</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section class="numbers-scroll" tabIndex={0} aria-label={caption}>
          <table>
            <caption>
              {all.length > MOST ? `${caption}; the last ${MOST} of ${count(all.length)} rows` : caption}
            </caption>
            <thead>
              <tr>
                {head.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {all.slice(-MOST).map((row, i) => (
                <tr key={i}>
                  {row.map((cell, c) => {
                    const says = typeof cell === 'number' ? count(cell) : cell
                    return c === 0 ? <th scope="row">{says}</th> : <td>{says}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}
