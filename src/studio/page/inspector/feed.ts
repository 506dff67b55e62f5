import type { ActorRow, ActorsTold, HistoryTold } from '../../api-inspect.ts'
import { createCell } from '../store/cell.ts'
import type { Connection } from '../store/index.ts'
import { token } from '../store/token.ts'
import { begun, type Chosen, heard, type Told } from './chosen.ts'

/** Actors by their session ids, in the order of their coming. */
export const rowsCell = createCell<ReadonlyMap<string, ActorRow> | undefined>(undefined)
/** The actor that is looked at. */
export const chosenCell = createCell<Chosen | null>(null)
/** What the hub could not keep, and what did not reach this page. */
export const notesCell = createCell<readonly string[]>([])
export const lineCell = createCell<Connection>('connecting')

/** Messages that wait for the next frame of the screen at most; what comes beyond is left out, which is said. */
const MOST_WAITING = 5_000
const LONGEST_WAIT = 10_000

type Message =
  | ActorsTold
  | HistoryTold
  | { readonly type: '@recoworld.dropped'; readonly messages: number }
  | (Told & { readonly sessionId: string })

let socket: WebSocket | undefined
let waiting: Message[] = []
let overflow = 0
let missed = 0
let isDue = false
let hubNotes: readonly string[] = []

/** The address of the inspector's socket on this page's own server. */
export function socketUrl(protocol?: 'recoworld'): string {
  const url = new URL('inspect', location.href.replace(/[?#].*$/, ''))
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  if (protocol) url.searchParams.set('protocol', protocol)
  if (token !== null) url.searchParams.set('token', token)
  return url.href
}

/** Listens from now on, and comes back by itself when the line is cut. Returns what ends it. */
export function listen(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = 500
  let isOver = false
  const open = () => {
    const line = new WebSocket(socketUrl('recoworld'))
    socket = line
    line.onopen = () => {
      wait = 500
      lineCell.set('open')
      ask()
    }
    line.onmessage = ({ data }) => take(JSON.parse(String(data)) as Message)
    line.onclose = () => {
      if (isOver) return
      lineCell.set('lost')
      timer = setTimeout(open, wait)
      wait = Math.min(2 * wait, LONGEST_WAIT)
    }
  }
  open()
  return () => {
    isOver = true
    clearTimeout(timer)
    socket?.close()
  }
}

/** Turns to an actor: every event of it is told from now on, and of no other. */
export function choose(sessionId: string | null): void {
  if (chosenCell.get()?.sessionId === sessionId) return
  chosenCell.set(sessionId === null ? null : begun(sessionId))
  ask()
}

function ask(): void {
  const chosen = chosenCell.get()
  if (socket?.readyState !== WebSocket.OPEN) return
  socket.send(JSON.stringify({ type: '@recoworld.focus', sessionIds: chosen ? [chosen.sessionId] : [] }))
}

function take(message: Message): void {
  if (waiting.length < MOST_WAITING || message.type === '@recoworld.actors') waiting.push(message)
  else overflow++
  if (isDue) return
  isDue = true
  if (document.hidden) setTimeout(flush, 250)
  else requestAnimationFrame(flush)
}

/** However much came, views are told once. */
function flush(): void {
  isDue = false
  const all = waiting
  waiting = []
  missed += overflow
  overflow = 0
  let rows: Map<string, ActorRow> | undefined
  let chosen = chosenCell.get()
  for (const message of all) {
    if (message.type === '@recoworld.actors') {
      rows ??= message.isWhole ? new Map() : new Map(rowsCell.get())
      if (message.isWhole) rows.clear()
      for (const row of message.actors) rows.set(row.sessionId, row)
      for (const id of message.forgotten) rows.delete(id)
      hubNotes = message.notes
    } else if (message.type === '@recoworld.dropped') missed += message.messages
    else if (chosen && message.sessionId === chosen.sessionId) chosen = heard(chosen, message)
  }
  if (rows) rowsCell.set(rows)
  chosenCell.set(chosen)
  if (rows) follow(rows, chosen)
  const lost = missed > 0 ? [`${missed.toLocaleString('en')} messages did not reach this page in time.`] : []
  const notes = [...hubNotes, ...lost]
  if (notes.join() !== notesCell.get().join()) notesCell.set(notes)
}

/** The first machine is looked at first; whoever goes on under the name of one that is gone is looked at in its place. */
function follow(rows: ReadonlyMap<string, ActorRow>, chosen: Chosen | null): void {
  const row = chosen && rows.get(chosen.sessionId)
  if (row?.isLive) return
  const live = [...rows.values()].filter((one) => one.isLive && one.definitionHash !== null)
  const next = chosen ? live.find(({ name, parentId }) => parentId === null && name === chosen.name) : live[0]
  if (next) choose(next.sessionId)
  else if (chosen && !row) choose(null)
}
