import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { RecoError } from '../contract/error.ts'

/** What the thread is told, and what it answers. */
export interface Told {
  readonly graph: ElkNode
}
type Answer = { readonly laid: ElkNode } | { readonly broken: string }

let thread: Worker | null = null
let last: Promise<unknown> = Promise.resolve()

/**
 * Has ELK find places, in a thread of its own, one graph after the other. The thread is made at first need, kept for the
 * next graph, and does not keep the process alive while it has nothing to do.
 *
 * @param limit  ms that ELK may take; then its thread is ended
 * @throws RecoError `chart.too-slow` when the time is up, `chart.no-layout` when ELK finds no places
 */
export function laidOut(graph: ElkNode, limit: number): Promise<ElkNode> {
  const found = last.then(() => asked(graph, limit))
  last = found.catch(() => undefined)
  return found
}

function asked(graph: ElkNode, limit: number): Promise<ElkNode> {
  thread ??= started()
  const worker = thread
  worker.ref()
  return new Promise<ElkNode>((resolve, reject) => {
    const onAnswer = (answer: Answer) => {
      rest()
      if ('laid' in answer) resolve(answer.laid)
      else reject(noLayout(answer.broken))
    }
    const onEnd = (error: unknown) => {
      rest()
      drop(worker)
      reject(noLayout(error instanceof Error ? error.message : `its thread ended with ${error}`))
    }
    const clock = setTimeout(() => {
      rest()
      drop(worker)
      reject(tooSlow(limit))
    }, limit)
    const rest = () => {
      clearTimeout(clock)
      worker.off('message', onAnswer).off('error', onEnd).off('exit', onEnd)
      worker.unref()
    }
    worker.once('message', onAnswer).once('error', onEnd).once('exit', onEnd)
    worker.postMessage({ graph } satisfies Told)
  })
}

function started(): Worker {
  const own = extname(import.meta.url)
  // flags of the process are about its own program, but for those that let it read TypeScript
  const flags = own === '.ts' ? {} : { execArgv: [] }
  const room = { resourceLimits: { maxOldGenerationSizeMb: 1_024 } }
  const worker = new Worker(new URL(`./elk-thread${own}`, import.meta.url), { ...flags, ...room })
  worker.on('error', () => drop(worker))
  return worker
}

function drop(worker: Worker): void {
  if (thread === worker) thread = null
  void worker.terminate()
}

const noLayout = (why: string): RecoError =>
  new RecoError('chart.no-layout', {
    what: `No places were found for the states of this machine: ${why.slice(0, 300)}`,
    fix: 'Draw a part of it: a child state as a machine of its own.'
  })

const tooSlow = (limit: number): RecoError =>
  new RecoError('chart.too-slow', {
    what: `The machine could not be laid out within ${limit / 1_000} s.`,
    fix: 'Draw a part of it: a child state as a machine of its own.'
  })
