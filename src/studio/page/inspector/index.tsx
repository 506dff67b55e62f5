import { useEffect } from 'preact/hooks'
import { useCell } from '../store/cell.ts'
import { visible } from '../store/index.ts'
import { Actor } from './actor.tsx'
import { Actors } from './actors.tsx'
import { chosenCell, lineCell, listen, notesCell, rowsCell } from './feed.ts'
import './inspector.css'
import { Nobody } from './nobody.tsx'
import { strangerCell, takeWindows } from './windows.ts'

/** Live XState actors, ours and other programs': who there is, and one of them from near. */
export function Inspector() {
  useEffect(listen, [])
  useEffect(takeWindows, [])
  const rows = useCell(rowsCell)
  const chosen = useCell(chosenCell)
  const line = useCell(lineCell)
  const row = chosen && rows?.get(chosen.sessionId)
  const nameOf = (sessionId: string) => rows?.get(sessionId)?.name ?? sessionId
  return (
    <div class="inspector">
      <div class="notes">
        <Stranger />
        {line === 'lost' && <p role="status">The line to the studio is cut. It is tried again.</p>}
        <Notes />
      </div>
      {rows === undefined && line !== 'lost' && <p class="waiting">Asking who there is …</p>}
      {rows?.size === 0 && <Nobody />}
      {rows && rows.size > 0 && (
        <div class="panes">
          <Actors rows={rows} chosen={chosen?.sessionId ?? null} />
          {row && chosen ? (
            <Actor row={row} chosen={chosen} nameOf={nameOf} />
          ) : (
            <p class="waiting">Choose an actor.</p>
          )}
        </div>
      )}
    </div>
  )
}

function Notes() {
  const notes = useCell(notesCell)
  return (
    <>
      {notes.map((note) => (
        <p key={note}>{visible(note)}</p>
      ))}
    </>
  )
}

/** Who is not of this machine is asked in by a person, or not at all. */
function Stranger() {
  const stranger = useCell(strangerCell)
  if (stranger === null) return null
  return (
    <p role="alert">
      <span>
        The page that opened this one, <b>{visible(stranger.origin)}</b>, is not of this machine. It wants to show its
        actors here.
      </span>{' '}
      <button type="button" onClick={stranger.letIn}>
        Show them
      </button>
    </p>
  )
}
