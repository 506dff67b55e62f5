import { token } from './store/token.ts'

/**
 * Feeds the inspector that Stately hosts from the studio's socket: it says that it is there, and from then on is told what the
 * socket tells. Nothing is posted to any other origin, and nothing that it says goes further than this page.
 */
const STATELY = 'https://stately.ai'
/** Bounds on what waits for an answer of Stately's: messages, and ms until it is said that none has come. */
const MOST_WAITING = 10_000
const PATIENCE = 8_000

const frame = document.querySelector<HTMLIFrameElement>('#inspector')
const state = document.querySelector('#state')
let waiting: unknown[] = []
let isConnected = false
let wait = 500

const say = (text: string) => {
  if (state) state.textContent = text
}
const post = (message: unknown) => frame?.contentWindow?.postMessage(message, STATELY)

addEventListener('message', ({ source, origin, data }) => {
  if (source !== frame?.contentWindow || origin !== STATELY) return
  if ((data as { type?: unknown } | null)?.type !== '@statelyai.connected') return
  isConnected = true
  say('Connected to stately.ai')
  for (const message of waiting) post(message)
  waiting = []
})

setTimeout(() => {
  if (!isConnected) say('stately.ai does not answer: is there an internet connection?')
}, PATIENCE)

// Only now, so that what it says first is heard
if (frame) frame.src = `${STATELY}/inspect`
listen()

function listen(): void {
  const url = new URL('inspect?protocol=stately', location.href.replace(/[?#].*$/, ''))
  if (token !== null) url.searchParams.set('token', token) // wanted where other machines may come in
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  socket.onopen = () => {
    wait = 500
  }
  socket.onmessage = ({ data }) => {
    const message: unknown = JSON.parse(String(data))
    if (isConnected) post(message)
    else if (waiting.length < MOST_WAITING) waiting.push(message)
  }
  socket.onclose = () => {
    say('The line to the studio is cut. It is tried again.')
    setTimeout(listen, wait)
    wait = Math.min(2 * wait, 10_000)
  }
}
