import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEnvironment, type Served, serveEnvironments } from 'recoworld'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, call, MAIN, plainEnv, ROOT } from './helpers/command.ts'
import { until } from './helpers/wire.ts'

const CLIENTS = join(ROOT, 'clients', 'python')
const PERSON = { population: 'everyone', candidates: 20, slateSize: 4, turns: 5, seed: 3 } as const

const works = (program: string, args: readonly string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
const python = ['python3', 'python'].find((name) =>
  works(name, ['-c', 'import sys; assert sys.version_info >= (3, 9)'])
)
const has = (module: string) => python !== undefined && works(python, ['-c', `import ${module}`])
const [hasGymnasium, hasPettingZoo] = [has('gymnasium'), has('pettingzoo')]

let place: string
let served: Served
beforeAll(async () => {
  await build()
  place = await mkdtemp(join(tmpdir(), 'recoworld-python-'))
  served = await serveEnvironments({ world: PERSON, port: 0 })
})
afterAll(async () => {
  await served.close()
  await rm(place, { recursive: true, force: true })
})

/** Runs a program that has the client at hand; what it prints, as JSON. */
async function told(program: string, url = served.url): Promise<unknown> {
  const file = join(place, `${Math.abs(hash(program))}.py`)
  writeFileSync(
    file,
    `import json, sys\nsys.path.insert(0, ${JSON.stringify(CLIENTS)})\nimport recoworld\nurl = ${JSON.stringify(url)}\n${program}`
  )
  const { code, stdout, stderr } = await call(python!, ['-W', 'ignore', file], {
    cwd: place,
    env: { RECOWORLD_URL: url, PYTHONDONTWRITEBYTECODE: '1' }
  })
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout.trim().split('\n').at(-1)!)
}
const hash = (text: string): number => [...text].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) | 0, 7)

test.runIf(!python)('the Python client was not tried: there is no python3', () => {
  const said = 'SKIPPED: no python3 was found: clients/python was not tried.'
  if (process.env.RECOWORLD_NO_SKIP === '1') throw new Error(said)
  console.warn(said)
})
test.runIf(python && !(hasGymnasium && hasPettingZoo))(
  'the checkers of Gymnasium and PettingZoo were not tried',
  () => {
    console.warn('SKIPPED: Gymnasium or PettingZoo is not installed: their own checks of the client were not tried.')
  }
)

test.runIf(python)('a session is told what a program is told, to the last digit', async () => {
  const own = createEnvironment(PERSON)
  const steps: unknown[] = [own.reset({ seed: 5, episode: 2 })]
  for (let turn = 0, isOver = false; !isOver; turn++) {
    const { observation } = steps.at(-1) as { observation: { candidates: string[] } }
    const step = own.step(observation.candidates.slice(turn, turn + 4))
    isOver = step.terminated || step.truncated
    steps.push(step)
  }
  const seen = await told(`
seen = []
with recoworld.Session(url) as session:
    data = session.reset(seed=5, episode=2)
    seen.append({"observation": data["observation"], "info": data["metadata"]["info"]})
    turn = 0
    while not data["done"]:
        data = session.step(data["observation"]["candidates"][turn:turn + 4])
        turn += 1
        seen.append({"observation": data["observation"], "reward": data["reward"], **data["metadata"]})
print(json.dumps(seen))`)
  expect(seen).toEqual(JSON.parse(JSON.stringify(steps)))
})

test.runIf(python)('what is refused is an error with its code, and the session goes on', async () => {
  expect(
    await told(`
codes = []
session = recoworld.Session(url)
for wrong in (lambda: session.step(["nowhere"]), lambda: session.reset(seed=-1), lambda: session._ask("jump")):
    try:
        wrong()
    except recoworld.RecoworldError as error:
        codes.append(error.code)
codes.append(session.reset(seed=1)["done"])
session.close(); session.close()
print(json.dumps(codes))`)
  ).toEqual(['EXECUTION_ERROR', 'VALIDATION_ERROR', 'UNKNOWN_TYPE', false])
})

test.runIf(python)('a client that dies frees its environment', async () => {
  const program = `import sys, time; sys.path.insert(0, ${JSON.stringify(CLIENTS)}); import recoworld
s = recoworld.Session(${JSON.stringify(served.url)}); s.reset(); time.sleep(60)`
  const child = spawn(python!, ['-c', program], { stdio: 'ignore' })
  await until(() => served.sessions === 1)
  child.kill('SIGKILL')
  await until(() => served.sessions === 0)
})

test.runIf(python)('64 clients at once', async () => {
  const totals = await told(`
from concurrent.futures import ThreadPoolExecutor
def play(i):
    env = recoworld.RecoEnv(url)
    env.reset(options={"user": i})
    total, over = 0, False
    while not over:
        _, reward, terminated, truncated, _ = env.step([0, 1, 2, 3])
        total, over = total + reward, terminated or truncated
    env.close()
    return total
with ThreadPoolExecutor(64) as pool:
    print(json.dumps(list(pool.map(play, range(64)))))`)
  const own = createEnvironment(PERSON)
  const expected = Array.from({ length: 64 }, (_, user) => {
    let { observation } = own.reset({ options: { user } })
    let total = 0
    for (let isOver = false; !isOver; ) {
      const step = own.step(observation.candidates.slice(0, 4))
      observation = step.observation
      total += step.reward
      isOver = step.terminated || step.truncated
    }
    return total
  })
  expect(totals).toEqual(expected)
  expect(new Set(expected).size).toBeGreaterThan(1)
})

test.runIf(python)('several people at once, and who has left is out', async () => {
  const { agents, left, first } = (await told(`
env = recoworld.ParallelRecoEnv(url, people=6)
seen, infos = env.reset(seed=9)
first = [infos[agent]["episode"] for agent in env.agents]
agents, rounds = [len(env.agents)], 0
while env.agents and rounds < 50:
    seen, rewards, terminated, truncated, infos = env.step({agent: [0, 1, 2, 3] for agent in env.agents})
    assert set(seen) == set(rewards) == set(infos)
    agents.append(len(env.agents)); rounds += 1
env.close()
print(json.dumps({"agents": agents, "left": len(env.agents), "first": first}))`)) as Record<string, number[]>
  expect(first).toEqual([0, 1, 2, 3, 4, 5])
  expect(agents![0]).toBe(6)
  expect(left).toBe(0)
})

test.runIf(python)('scores choose the best candidates, the highest on top', async () => {
  const [byScores, byPositions] = (await told(`
def first(actions, action):
    env = recoworld.RecoEnv(url, actions=actions); env.reset(seed=4)
    out = env.step(action)[1:]; env.close(); return out
scores = [0.0] * 20
scores[7], scores[3], scores[11], scores[0] = 0.9, 0.8, 0.7, 0.6
print(json.dumps([first("scores", scores), first("positions", [7, 3, 11, 0, 7])]))`)) as unknown[]
  expect(byScores).toEqual(byPositions)
})

test.runIf(python)('tools for trainers of language models: recommend, ask, search, explain', async () => {
  const all = (await told(`
tools = recoworld.RecommenderTools()
begun = tools.reset(seed=7, user=3)
found = json.loads(tools.search("music"))
said = tools.ask("Do you like music?")
tools.recommend([item["id"] for item in found[:4]])
explained = json.loads(tools.explain())
while not tools.done:
    tools.recommend([item["id"] for item in json.loads(tools.search("a"))[:4]] or [found[0]["id"]])
try:
    tools.recommend([found[0]["id"]]); over = ""
except RuntimeError as error:
    over = str(error)
public = sorted(name for name in dir(tools) if not name.startswith("_") and callable(getattr(tools, name)))
print(json.dumps({"begun": begun, "found": len(found), "said": said, "slots": len(explained["slate"]), "reward": tools.reward, "over": over, "public": public}))`)) as Record<
    string,
    unknown
  >
  expect(all.public).toEqual(['ask', 'explain', 'recommend', 'reset', 'search'])
  expect(all.begun).toMatch(/retention/)
  expect(all.found).toBeGreaterThan(0)
  expect(all.said).toMatch(/music/)
  expect(all.slots).toBeGreaterThan(0)
  expect(all.over).toMatch(/over/)
})

test.runIf(python)('the examples of the docs run as they stand', async () => {
  const page = readFileSync(join(ROOT, 'docs', 'serve.md'), 'utf8')
  const blocks = [...page.matchAll(/^```python\n([\s\S]*?)^```/gm)].map(([, code]) => code!)
  expect(blocks).toHaveLength(3)
  for (const code of blocks) await told(`${code.replaceAll('http://127.0.0.1:8000', served.url)}\nprint("null")`)
})

test.runIf(hasGymnasium)('Gymnasium finds no fault', async () => {
  const worlds = await Promise.all(
    ['mood-swings', 'long-term-satisfaction', 'interest-evolution'].map((environment) =>
      serveEnvironments({ world: { environment }, port: 0 })
    )
  )
  for (const { url } of [served, ...worlds])
    expect(
      await told(
        `
import gymnasium
from gymnasium.utils.env_checker import check_env
env = gymnasium.make("recoworld/RecoEnv-v0", url=url)
check_env(env.unwrapped)
env.close()
print("true")`,
        url
      )
    ).toBe(true)
  await Promise.all(worlds.map((world) => world.close()))
})

test.runIf(hasPettingZoo)('PettingZoo finds no fault', async () => {
  expect(
    await told(`
from pettingzoo.test import parallel_api_test
env = recoworld.ParallelRecoEnv(url, people=5)
parallel_api_test(env, num_cycles=60)
env.close()
print("true")`)
  ).toBe(true)
})

test.runIf(python)('the real binary serves, tells where, and ends when it is told to', async () => {
  const child = spawn(process.execPath, [MAIN, 'serve', '--environment', 'mood-swings', '--port', '0', '--json'], {
    cwd: place,
    env: plainEnv(),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const { url, token } = JSON.parse(String(await new Promise((resolve) => child.stdout.once('data', resolve))))
  expect(token).toBeNull()
  const { code, stdout } = await call(python!, [join(CLIENTS, 'recoworld.py'), url], { cwd: place })
  expect(code).toBe(0)
  expect(stdout.match(/^episode \d: \d+ steps, return \S+, (left|stayed to the end)$/gm)).toHaveLength(5)
  child.kill('SIGINT')
  expect(await ended).toBe(0)
})
