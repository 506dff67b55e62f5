import { Agent, request } from 'node:http'
import { createWorld } from 'recoworld'
import { spawnModelServer, startModelServer } from '../test/helpers/model-server.ts'

/** Whole runs of the mind `llm`, beside a bare client that sends the same questions to the same server. */
const DECISIONS = 10_000
const LATENCY_MS = 200

const bodies = await questions(1_500)
const server = await spawnModelServer({ latencyMs: LATENCY_MS, forgets: true })
console.log(
  `Whole runs of the mind llm, about ${DECISIONS.toLocaleString('en')} decisions, answers after ${LATENCY_MS} ms`
)
console.log('at once  what                          a second  of bare  CPU ms')
for (const atOnce of [64, 256]) {
  const bare = await timed(async () => {
    await askAll(atOnce, DECISIONS)
    return DECISIONS
  })
  const whole = await timed(() => run(atOnce, Math.round(DECISIONS / 1.07)))
  const idle = await timed(() => run(atOnce, 1)) // what it takes to be ready
  const asking = whole.decisions / (whole.seconds - idle.seconds)
  tell(atOnce, 'bare keep-alive client', bare.decisions / bare.seconds, 1, bare.cpu)
  tell(atOnce, 'a run, ready to result', asking, (asking * bare.seconds) / bare.decisions, whole.cpu)
  const all = whole.decisions / whole.seconds
  tell(atOnce, 'a run, call to result', all, (all * bare.seconds) / bare.decisions, whole.cpu)
}
server.close()

function tell(atOnce: number, what: string, rate: number, of: number, cpu: number): void {
  const cells = [String(atOnce).padStart(7), what.padEnd(28), rate.toFixed(0).padStart(9)]
  console.log(`${cells.join('  ')}  ${`${(100 * of).toFixed(1)} %`.padStart(7)}  ${cpu.toFixed(2).padStart(6)}`)
}

async function timed(work: () => Promise<number>) {
  const [from, before] = [performance.now(), process.cpuUsage()]
  const decisions = await work()
  const { user, system } = process.cpuUsage(before)
  return { decisions, seconds: (performance.now() - from) / 1_000, cpu: (user + system) / 1_000 / decisions }
}

function worldOf(users: number, baseUrl: string, concurrency: number) {
  return createWorld({ mind: 'llm', recommender: 'popular', users, model: { name: 'played', baseUrl, concurrency } })
}

async function run(atOnce: number, users: number): Promise<number> {
  const { model } = await worldOf(users, server.url, atOnce).run({ turns: 1 })
  return model!.total.decisions
}

/** What people are asked about their first slates. */
async function questions(users: number): Promise<string[]> {
  const here = await startModelServer()
  await worldOf(users, here.url, 64).run({ turns: 1 })
  await here.close()
  return here.seen.map(({ body }) => JSON.stringify(body))
}

async function askAll(atOnce: number, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const { hostname, port, pathname } = new URL(`${server.url}/chat/completions`)
  let next = 0
  const ask = (body: string) =>
    new Promise<void>((done, fail) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const asked = request({ hostname, port, path: pathname, method: 'POST', agent, headers }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          JSON.parse(JSON.parse(Buffer.concat(chunks).toString()).choices[0].message.content)
          done()
        })
      })
      asked.on('error', fail).end(body)
    })
  const lane = async () => {
    while (next < count) await ask(bodies[next++ % bodies.length]!)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  agent.destroy()
}
