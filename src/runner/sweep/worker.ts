import { parentPort } from 'node:worker_threads'
import { apartOf } from '../options.ts'
import { playWorld } from '../playing.ts'
import { toldOf } from '../threads/messages.ts'
import type { Told } from './axes.ts'
import type { Said } from './pool.ts'

const say = (said: Said) => parentPort!.postMessage(said)
/** Progress is told so often at most, ms. */
const EVERY = 200
let last = 0

parentPort!.on('message', async (told: Told) => {
  const { world, run } = apartOf(told)
  try {
    const onProgress = (done: number, left: number) => {
      if (performance.now() - last < EVERY) return
      last = performance.now()
      say({ done, left })
    }
    say({ result: (await playWorld(world, { ...run, onProgress })).result })
  } catch (error) {
    say({ broke: toldOf(error) })
  }
})
