import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')
export const MAIN = join(ROOT, 'dist', 'src', 'cli', 'main.js')
const SOURCES = ['src', 'machines', 'agents', 'populations']

/** Builds what is missing or older than its source; only one of several test files does. */
export async function build(): Promise<void> {
  const lock = join(ROOT, 'dist.lock')
  for (;;) {
    if (!isStale() && !existsSync(lock)) return
    try {
      mkdirSync(lock)
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
  try {
    if (isStale()) execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'pipe' })
  } finally {
    rmSync(lock, { recursive: true })
  }
}

function isStale(): boolean {
  if (!existsSync(MAIN)) return true
  const built = statSync(MAIN).mtimeMs
  return SOURCES.some((folder) => newest(join(ROOT, folder)) > built)
}

const newest = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|css|html)$/.test(entry.name))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  )

export interface Called {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}
interface CallOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Called with all of standard error so far, whenever there is more. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
}

/** The environment without what decides over colours, width and advice. */
export function plainEnv(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { FORCE_COLOR, NO_COLOR, COLUMNS, CI, RECOWORLD_DEBUG, npm_lifecycle_event, npm_command, ...rest } = process.env
  return { ...rest, TERM: 'xterm', ...more }
}

/** Calls the real binary, and waits for its end. */
export function recoworld(args: readonly string[], options: CallOptions): Promise<Called> {
  return call(process.execPath, [MAIN, ...args], options)
}

export function call(program: string, args: readonly string[], { cwd, env, onStderr }: CallOptions): Promise<Called> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: plainEnv(env), stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
      onStderr?.(stderr, (signal) => child.kill(signal))
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
