import { useMemo, useRef, useState } from 'preact/hooks'
import { MOODS } from '../../../contract/session.ts'
import { visible } from '../../../contract/visible.ts'
import type { PopulationView } from '../../api.ts'
import { count, many, percent } from '../charts/figures.ts'
import { moodColour } from '../charts/moods.ts'
import { nudged } from '../charts/nudged.ts'
import { Numbers } from '../charts/numbers.tsx'
import { Picture } from '../charts/picture.tsx'
import { type Box, layOut, type Ribbon } from '../charts/sankey-layout.ts'
import { useWidth } from '../charts/use-width.ts'
import { flowsFinding } from './flows-finding.ts'
import { GONE, withGone } from './gone.ts'
import { atTurn, turnName } from './turn-name.ts'

const TALL = 320
const FOOT = 24

/** Who goes from which mood to which, column by column. */
export function Flows({ flows }: { readonly flows: PopulationView['flows'] }) {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [says, setSays] = useState('')
  const finding = flowsFinding(flows)
  const room = Math.min(124, 0.36 * width)
  const { boxes, ribbons } = useMemo(() => drawn(flows, width - room), [flows, width, room])
  const last = flows.turns.length - 1
  const ends = boxes.filter(({ column }) => column === last)
  const places = nudged(
    ends.map(({ y, height }) => ({ wanted: y + height / 2 })),
    16,
    TALL - 6
  )
  const people = boxes.filter(({ column }) => column === 0).reduce((sum, { size }) => sum + size, 0)
  return (
    <Picture topic="Flow of moods" {...finding} isEmpty={flows.links.length === 0}>
      <div ref={frame} class="flows" style={{ minHeight: `${TALL + FOOT}px` }}>
        {width > 0 && (
          <svg
            role="img"
            aria-label={`Who goes from which mood to which. ${finding.says}`}
            width={width}
            height={TALL + FOOT}
            onPointerLeave={() => setSays('')}
          >
            <g class="ribbons">
              {ribbons.map((ribbon) => (
                <path
                  key={ribbon.key}
                  d={ribbon.path}
                  fill={moodColour(ribbon.to)}
                  onPointerEnter={() => setSays(saysRibbon(ribbon, flows.turns))}
                />
              ))}
            </g>
            {boxes.map((box) => (
              <rect
                key={box.key}
                x={box.x}
                y={box.y}
                width={box.width}
                height={Math.max(1, box.height)}
                rx={2}
                fill={moodColour(box.name)}
                onPointerEnter={() => setSays(saysBox(box, flows.turns, people))}
              />
            ))}
            {ends.map((box, i) => (
              <text key={box.key} x={box.x + box.width + 8} y={(places[i] ?? 0) + 4} class="flow-name">
                {`${percent(box.size / Math.max(1, people))} ${visible(box.name)}`}
              </text>
            ))}
            {columns(boxes).map(({ column, x }, i) => (
              <text
                key={column}
                class="flow-turn"
                x={i === 0 ? 0 : x}
                y={TALL + 16}
                text-anchor={i === 0 ? 'start' : 'middle'}
              >
                {(flows.turns[column] ?? 0) + 1}
              </text>
            ))}
            <text class="flow-turn" x={width - room + 14} y={TALL + 16}>
              slate
            </text>
          </svg>
        )}
        <p class="pointed" aria-live="off">
          {says || 'Point at a stream to read its numbers.'}
        </p>
      </div>
      <Numbers
        caption="People who went from one mood to another"
        head={['From', 'At slate', 'To', 'At slate', 'People']}
        rows={() =>
          flows.links.map(({ from, fromTurn, to, toTurn, people }) => [
            visible(from),
            turnName(fromTurn),
            visible(to),
            turnName(toTurn),
            people
          ])
        }
      />
    </Picture>
  )
}

function drawn({ turns, links }: PopulationView['flows'], width: number) {
  const column = new Map(turns.map((turn, i) => [turn, i]))
  const flows = links.flatMap(({ fromTurn, from, toTurn, to, people: size }) => {
    const [fromColumn, toColumn] = [column.get(fromTurn), column.get(toTurn)]
    return fromColumn === undefined || toColumn === undefined ? [] : [{ fromColumn, from, toColumn, to, size }]
  })
  return width > 40 ? layOut(withGone(flows, turns.length), [...MOODS, GONE], width, TALL) : { boxes: [], ribbons: [] }
}

/** Where each column stands. */
function columns(boxes: readonly Box[]): { readonly column: number; readonly x: number }[] {
  const at = new Map<number, number>()
  for (const { column, x, width } of boxes) at.set(column, x + width / 2)
  return [...at].map(([column, x]) => ({ column, x })).sort((a, b) => a.column - b.column)
}

const saysRibbon = ({ from, to, size, fromColumn, toColumn }: Ribbon, turns: readonly number[]): string =>
  `${many(size, 'person', 'people')}: ${visible(from)} ${atTurn(turns[fromColumn])} → ${visible(to)} ${atTurn(turns[toColumn])}`

const saysBox = ({ name, size, column }: Box, turns: readonly number[], people: number): string =>
  `${count(size)} of ${many(people, 'person', 'people')} ${size === 1 ? 'is' : 'are'} ${visible(name)} ${atTurn(turns[column])}`
