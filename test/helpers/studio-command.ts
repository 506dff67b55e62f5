import { type ChildProcess, spawn } from 'node:child_process'
import { MAIN, plainEnv, ROOT } from './command.ts'

/** A command that opens a studio, while it is under way. */
export interface Under {
  readonly child: ChildProcess
  readonly url: string
  readonly origin: string
  readonly token: string
  stdout(): string
  stderr(): string
  /** Its exit code. */
  readonly ended: Promise<number | null>
  get<Answer>(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Response>
}

/** Starts the real binary, and waits until it has told where its page is. */
export async function studioOf(args: readonly string[], cwd = ROOT): Promise<Under> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: plainEnv(), stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*#token=[\w-]+/.exec(stdout + stderr)
      if (found) resolve(found[0])
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      look()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
      look()
    })
    child.on('close', () => reject(new Error(`it ended before it told where it is:\n${stderr}`)))
  })
  const { origin } = new URL(url)
  const token = url.split('#token=')[1]!
  return {
    child,
    url,
    origin,
    token,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    get: async <Answer>(path: string) => (await (await fetch(origin + path)).json()) as Answer,
    post: (path, body) =>
      fetch(origin + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-recoworld-token': token },
        body: JSON.stringify(body)
      })
  }
}

/** Asks until it is so, for half a minute at most. */
export async function soon<Value>(ask: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  for (let times = 0; times < 300; times++) {
    const value = await ask()
    if (isSo(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`It did not come to be: ${JSON.stringify(await ask()).slice(0, 400)}`)
}
