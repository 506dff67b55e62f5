import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Attending, createAttending } from '../dist/src/runner/attending.js'
import { playWorld } from '../dist/src/runner/playing.js'
import { createHub, openStudio } from '../dist/src/studio/index.js'

/**
 * What looking on costs: a run of a crowd alone, and the same run with a studio that nobody looks at, with one person
 * followed, with pages that read all, and with pages that never read. In turns, in one process, so that all are as warm;
 * pages are in another process, on the other core.
 */
const SELF = fileURLToPath(import.meta.url)
const USERS = Number(process.env.USERS ?? 50_000)
const ROUNDS = Number(process.env.ROUNDS ?? 7)
const TURNS = 10
const WAYS = {
  alone: 'nobody could look',
  studio: 'a studio, nobody looks',
  followed: 'one person followed',
  reading: '50 pages that read',
  stuck: '50 pages that never read'
} as const
type Way = keyof typeof WAYS

const [, , role, port, looking] = process.argv
if (role === 'pages') pages(Number(port), looking as Way)
else await compare()

/** One run, from before its first visit to its end. */
async function run(way: Way, { attending, port }: { attending: Attending; port: number }): Promise<Measured> {
  const options = { users: USERS, engine: 'crowd', threads: 1, recommender: 'popular', seed: 7 } as const
  const viewers = way === 'alone' || way === 'studio' ? undefined : await open(way, port)
  const visit = way === 'alone' ? {} : visitOf(attending)
  const measured = await timed(() => playWorld(options, { turns: TURNS }, undefined, visit))
  viewers?.kill()
  return measured
}

function visitOf(attending: Attending) {
  const { visitor, onReach } = attending.visit()
  return { visitor, onReach }
}

async function open(way: Way, port: number) {
  const child = spawn(process.execPath, [...process.execArgv, SELF, 'pages', String(port), way], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  await new Promise((ready) => child.stdout.once('data', ready))
  return child
}

interface Measured {
  readonly wall: number
  readonly cpu: number
}

async function timed(work: () => Promise<unknown>): Promise<Measured> {
  const cpu = process.cpuUsage()
  const wall = performance.now()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { wall: (performance.now() - wall) / 1_000, cpu: (user + system) / 1e6 }
}

/** Pages that listen from before the run begins, as raw sockets: the server sees no difference. */
function pages(port: number, way: Way): void {
  const path = way === 'followed' ? '/api/people/17/stream' : '/api/stream'
  const open = (way: Way) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
    )
    if (way === 'stuck') socket.pause()
    else socket.on('data', () => undefined)
    socket.on('error', () => undefined)
    if (way === 'followed') socket.on('close', () => setTimeout(() => open(way), 20)) // nobody to follow yet
  }
  for (let page = 0; page < (way === 'followed' ? 1 : 50); page++) open(way)
  setTimeout(() => console.log('ready'), 300)
}

async function compare(): Promise<void> {
  const hub = createHub()
  const attending = createAttending({ inspect: hub.observer })
  const programme = {
    get show() {
      return attending.show
    },
    show$: attending.show$,
    director: undefined
  }
  const studio = await openStudio({ programme, hub, charts: attending.charts, port: 0 })
  const names = Object.keys(WAYS) as Way[]
  const all = Object.fromEntries(names.map((way) => [way, [] as Measured[]])) as Record<Way, Measured[]>
  for (let round = 0; round <= ROUNDS; round++) {
    for (const way of round % 2 === 1 ? [...names].reverse() : names) {
      globalThis.gc?.()
      const measured = await run(way, { attending, port: studio.port })
      if (round > 0) all[way].push(measured) // the first is for warming
    }
    process.stderr.write(`round ${round} of ${ROUNDS}\n`)
  }
  await studio.close()
  await attending.close()
  hub.close()
  const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
  const ratio = (way: Way, of: keyof Measured) => median(all[way].map((one, i) => one[of] / all.alone[i]![of]))
  console.log(
    `${USERS.toLocaleString('en')} people, ${TURNS} slates, recommender popular; medians of ${ROUNDS} rounds\n`
  )
  console.log('| | wall, s | × alone | CPU, s | × alone |\n| --- | ---: | ---: | ---: | ---: |')
  for (const [way, says] of Object.entries(WAYS) as [Way, string][]) {
    const [wall, cpu] = [median(all[way].map((one) => one.wall)), median(all[way].map((one) => one.cpu))]
    console.log(
      `| ${says} | ${wall.toFixed(2)} | ${ratio(way, 'wall').toFixed(3)} | ${cpu.toFixed(2)} | ${ratio(way, 'cpu').toFixed(3)} |`
    )
  }
}
