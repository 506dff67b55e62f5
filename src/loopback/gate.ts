import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/** Who may come in: asked for every request, and for every socket. */
export interface Gate {
  /** What whoever acts must send; 256 bits, new for each server. */
  readonly token: string
  /** The server can be reached from other machines: then nothing is told without the token. */
  readonly isOpen: boolean
  /**
   * Whether a Host header names this server. A page elsewhere whose name was made to lead here (DNS rebinding) still sends
   * its own name.
   */
  isAllowedHost(host: string | undefined): boolean
  /** Whether an Origin is that of our own page as it was asked for; programmes that are no browsers send none. */
  isOwnOrigin(origin: string | undefined, host: string | undefined): boolean
  /** Whether an Origin is a page of this machine, whatever its port; for the inspector's socket. */
  isAllowedOrigin(origin: string | undefined): boolean
  /** Compares in constant time. */
  isToken(given: string | null | undefined): boolean
}

/** @param port  that the server listens on by now */
export function createGate(host: string, port: number): Gate {
  const token = randomBytes(32).toString('base64url')
  const digest = digestOf(token)
  const isOpen = !isLoopback(host)
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', ...(isOpen ? ownNames(host) : [bracketed(host)])])
  const hosts = new Set([...names].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])))
  const isAllowedHost = (given: string | undefined) => given !== undefined && hosts.has(given.toLowerCase())
  const isOwnOrigin: Gate['isOwnOrigin'] = (origin, given) =>
    origin === undefined || (given !== undefined && origin.toLowerCase() === `http://${given.toLowerCase()}`)
  return {
    token,
    isOpen,
    isAllowedHost,
    isOwnOrigin,
    isAllowedOrigin: (origin) =>
      origin === undefined || isLoopbackOrigin(origin) || (isOpen && hosts.has(origin.replace(/^http:\/\//, ''))),
    isToken: (given) => typeof given === 'string' && timingSafeEqual(digestOf(given), digest)
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** As a host stands in an address. */
export const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host.toLowerCase())

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, hostname } = new URL(origin)
  if (protocol !== 'http:' && protocol !== 'https:') return false
  return isLoopback(hostname.replace(/^\[|\]$/g, '')) || hostname.endsWith('.localhost')
}

/** The addresses of this machine, where all of them lead here; otherwise the one that was asked for. */
function ownNames(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host)]
  return Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => bracketed(address)))
}

/** Digests are of one length, as a comparison in constant time wants it. */
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
