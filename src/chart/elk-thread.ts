import { parentPort } from 'node:worker_threads'
import elkjs from 'elkjs/lib/elk.bundled.js'
import type { Told } from './thread.ts'

/** The thread that finds places: graphs in, places out, one after the other. */
const elk = new elkjs.default()
parentPort?.on('message', async ({ graph }: Told) => {
  try {
    parentPort?.postMessage({ laid: await elk.layout(graph) })
  } catch (error) {
    parentPort?.postMessage({ broken: (error as Error).message })
  }
})
