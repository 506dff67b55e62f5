import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RecoError } from '../contract/error.ts'

const TRIES = 20

/** Where somebody listens. */
export interface Place {
  /** Who listens: errors begin with it. */
  readonly who: 'studio' | 'serve'
  readonly host: string
  /** 0: any. Left out: the first that is free from `usual` on. */
  readonly port?: number | undefined
  readonly usual: number
}

/**
 * Listens on the port that was asked for, or else on the first that is free.
 *
 * @throws RecoError `studio.port-taken` where a port was asked for; `studio.cannot-listen`; `serve` where that listens
 */
export async function listen(server: Server, { who, host, port: wanted, usual }: Place): Promise<number> {
  const tries = wanted === undefined ? TRIES : 1
  const from = wanted ?? usual
  for (let port = from; port < from + tries; port++) {
    const failed = await attempt(server, host, port)
    if (!failed) return (server.address() as AddressInfo).port
    if (failed.code !== 'EADDRINUSE') throw cannot(who, host, port, failed)
  }
  throw new RecoError(`${who}.port-taken`, {
    what: tries === 1 ? `Port ${from} is taken.` : `Ports ${from} to ${from + tries - 1} are all taken.`,
    fix: 'Give another one with --port; 0 takes any that is free.'
  })
}

const attempt = (server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise((resolve) => {
    const done = (error?: NodeJS.ErrnoException) => {
      server.off('error', done).off('listening', listening)
      resolve(error)
    }
    const listening = () => done()
    server.once('error', done).once('listening', listening)
    server.listen({ host, port })
  })

const cannot = (who: Place['who'], host: string, port: number, cause: NodeJS.ErrnoException): RecoError =>
  new RecoError(`${who}.cannot-listen`, {
    what: `Nothing can listen on ${host}, port ${port}: ${cause.code ?? cause.message}.`,
    fix: 'Give an address of this machine with --host, and a port above 1023 with --port.',
    cause
  })
