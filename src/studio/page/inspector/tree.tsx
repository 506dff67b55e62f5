import { visible } from '../store/index.ts'

const MOST = 100
const OPEN_TO = 1
const DEEPEST = 24

/** A value to read: records and lists unfold, the rest is told on its line. */
export function Tree({ value, depth = 0 }: { readonly value: unknown; readonly depth?: number }) {
  const entries = Object.entries(value ?? {})
  return (
    <ul class="tree">
      {entries.slice(0, MOST).map(([key, inner]) => (
        <li key={key}>
          {isNested(inner) && depth < DEEPEST ? (
            <details open={depth < OPEN_TO}>
              <summary>
                <span class="key">{visible(key)}</span> <span class="brief">{briefly(inner)}</span>
              </summary>
              <Tree value={inner} depth={depth + 1} />
            </details>
          ) : (
            <>
              <span class="key">{visible(key)}</span> <Scalar value={inner} />
            </>
          )}
        </li>
      ))}
      {entries.length > MOST && <li class="muted">and {(entries.length - MOST).toLocaleString('en')} more</li>}
    </ul>
  )
}

function Scalar({ value }: { readonly value: unknown }) {
  if (typeof value === 'number') return <span class="number">{rounded(value)}</span>
  if (typeof value === 'string') return <span class="text">{visible(value)}</span>
  return <span class="word">{visible(JSON.stringify(value) ?? 'undefined')}</span>
}

const isNested = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0

const briefly = (value: unknown): string => {
  const count = Object.keys(value ?? {}).length
  return Array.isArray(value)
    ? `${count} ${count === 1 ? 'entry' : 'entries'}`
    : `${count} ${count === 1 ? 'field' : 'fields'}`
}

/** As many digits as one can read. */
const rounded = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
