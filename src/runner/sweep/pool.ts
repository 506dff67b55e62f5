import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { RunResult } from '../../contract/result.ts'
import { type Told as Broke, errorOf } from '../threads/messages.ts'
import type { Told } from './axes.ts'

/** What a worker of a sweep says: how far it is, what came of a world, or what broke. */
export type Said =
  | { readonly done: number; readonly left: number }
  | { readonly result: RunResult }
  | { readonly broke: Broke }

export interface Pool {
  play(told: Told, onProgress: (done: number, left: number) => void): Promise<RunResult>
  /** No more worlds; those under way stop. */
  close(): Promise<void>
}

/** Worlds in threads of their own, so many at once. */
export function createPool(size: number): Pool {
  const idle = Array.from({ length: size }, () => createPlayer())
  const waiting: ((player: Player) => void)[] = []
  const all = [...idle]
  const next = () =>
    new Promise<Player>((resolve) => {
      const player = idle.pop()
      if (player) resolve(player)
      else waiting.push(resolve)
    })
  return {
    async play(told, onProgress) {
      const player = await next()
      try {
        return await player.play(told, onProgress)
      } finally {
        const after = waiting.shift()
        if (after) after(player)
        else idle.push(player)
      }
    },
    async close() {
      await Promise.all(all.map((player) => player.end()))
    }
  }
}

type Player = ReturnType<typeof createPlayer>

function createPlayer() {
  const worker = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), { stdout: true })
  worker.stdout.on('data', (said) => process.stderr.write(said))
  let waiting:
    | { resolve(result: RunResult): void; reject(error: unknown): void; onProgress(done: number, left: number): void }
    | undefined
  worker.on('message', (said: Said) => {
    if ('result' in said) waiting?.resolve(said.result)
    else if ('broke' in said) waiting?.reject(errorOf(said.broke))
    else waiting?.onProgress(said.done, said.left)
  })
  worker.on('error', (error) => waiting?.reject(error))
  return {
    play: (told: Told, onProgress: (done: number, left: number) => void) =>
      new Promise<RunResult>((resolve, reject) => {
        waiting = { resolve, reject, onProgress }
        worker.postMessage(told)
      }),
    end: () => worker.terminate()
  }
}
