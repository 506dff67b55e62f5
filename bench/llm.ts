/**
 * 10,000 decisions of a language model that takes 200 ms for each, on a server of ours in a process of its own: a bare
 * client, our way, and LangChain's, one after the other in one run.
 */
import { spawnModelServer } from '../test/helpers/model-server.ts'
import { CLIENTS, type Client } from './llm/clients.ts'
import { print } from './print.ts'

const DECISIONS = Number(process.argv[2] ?? 10_000)
const LATENCY_MS = 200
/** Rounds: the best of them counts, for all alike, since others use the machine too. */
const SETTINGS = [
  { concurrency: 64, rounds: 2 },
  { concurrency: 256, rounds: 3 }
]

interface Taken {
  perSecond: number
  cpuMs: number
}

const server = await spawnModelServer({ latencyMs: LATENCY_MS, forgets: true })
let asked = 0
for (const { concurrency, rounds } of SETTINGS) {
  const best = new Map<string, Taken>()
  for (let round = 0; round < rounds; round++) {
    for (const { name, open, isSlow } of CLIENTS) {
      const client = await open(server.url, concurrency)
      await decide(client, 2 * concurrency, concurrency) // warms up, and opens connections
      const taken = await decide(client, isSlow ? DECISIONS / 10 : DECISIONS, concurrency)
      await client.close()
      const before = best.get(name)
      if (!before || taken.perSecond > before.perSecond) best.set(name, taken)
    }
  }
  const bare = Math.max(...CLIENTS.filter(({ isBare }) => isBare).map(({ name }) => best.get(name)!.perSecond))
  const ideal = concurrency / (LATENCY_MS / 1_000)
  print(
    `${DECISIONS.toLocaleString('en')} decisions at ${LATENCY_MS} ms, ${concurrency} at once (LangChain: a tenth of them)`,
    CLIENTS.map(({ name }) => {
      const { perSecond, cpuMs } = best.get(name)!
      return {
        client: name,
        'decisions/s': perSecond.toFixed(0),
        'of bare': percent(perSecond / bare),
        'of concurrency / latency': percent(perSecond / ideal),
        'CPU ms a decision': cpuMs.toFixed(2)
      }
    })
  )
}
server.close()

/** So many decisions, each by another person, so many at once: as soon as one is answered, the next is asked. */
async function decide(client: Client, count: number, concurrency: number): Promise<Taken> {
  const first = asked
  asked += count
  let next = first
  const cpu = process.cpuUsage()
  const from = performance.now()
  const ask = async () => {
    while (next < asked) await client.decide(next++)
  }
  await Promise.all(Array.from({ length: concurrency }, ask))
  const seconds = (performance.now() - from) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: count / seconds, cpuMs: (user + system) / 1_000 / count }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
