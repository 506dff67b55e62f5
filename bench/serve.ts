/** Steps a second over the wire, beside the same in one program: one client and 64 at once, in the same run. */
import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createEnvironment, serveEnvironments } from 'recoworld'
import { wireTo } from '../test/helpers/wire.ts'

const WORLD = { population: 'everyone', candidates: 60, seed: 7, history: Number(process.env.HISTORY ?? 20) } as const
const STEPS = 4_000
const rows: [what: string, perSecond: number][] = []

async function rate(what: string, steps: number, work: () => Promise<void> | void): Promise<void> {
  const began = performance.now()
  await work()
  rows.push([what, steps / ((performance.now() - began) / 1_000)])
}

const slateOf = ({ candidates }: { candidates: readonly string[] }) => candidates.slice(0, 10)

function alone(steps: number): void {
  const env = createEnvironment(WORLD)
  let { observation } = env.reset()
  for (let done = 0; done < steps; done++) {
    const step = env.step(slateOf(observation))
    observation = step.terminated || step.truncated ? env.reset().observation : step.observation
  }
}

async function wired(url: string, clients: number, steps: number): Promise<void> {
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const wire = await wireTo(url)
      let { data } = await wire.ask({ type: 'reset', data: {} })
      for (let done = 0; done < steps / clients; done++) {
        if (data.done) data = (await wire.ask({ type: 'reset', data: {} })).data
        data = (await wire.ask({ type: 'step', data: { action: slateOf(data.observation) } })).data
      }
      wire.socket.close()
    })
  )
}

const PYTHON = `
import sys, time; sys.path.insert(0, sys.argv[2]); import recoworld
s = recoworld.Session(sys.argv[1]); data = s.reset(); began = time.time()
for _ in range(int(sys.argv[3])):
    if data["done"]: data = s.reset()
    data = s.step(data["observation"]["candidates"][:10])
print(int(sys.argv[3]) / (time.time() - began))`

const served = await serveEnvironments({ world: WORLD, port: 0 })
alone(500)
await wired(served.url, 8, 500)
await rate('in one program', STEPS, () => alone(STEPS))
await rate('over the wire, 1 client', STEPS, () => wired(served.url, 1, STEPS))
await rate('over the wire, 64 clients', STEPS, () => wired(served.url, 64, STEPS))
try {
  execFileSync('python3', ['--version'])
  const args = ['-c', PYTHON, served.url, join(import.meta.dirname, '..', 'clients', 'python'), String(STEPS)]
  const { stdout } = await promisify(execFile)('python3', args)
  rows.push(['over the wire, 1 client in Python', Number(stdout)])
} catch {
  console.log('no python3: its client was not measured')
}
await served.close()
const first = rows[0]![1]
for (const [what, perSecond] of rows)
  console.log(
    `${what.padEnd(36)} ${Math.round(perSecond).toLocaleString('en').padStart(8)} steps/s  ${(perSecond / first).toFixed(2)}`
  )
