import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { openStudio, type Studio, type StudioOptions } from '../../../src/studio/index.ts'
import type { Page } from '../../../src/studio/server/page.ts'
import { type FakeProgramme, type FakeShow, fakeDirector, fakeProgramme, fakeShow } from '../fake-show.ts'

const file = (type: string, text: string) => ({ type, bytes: Buffer.from(text) })

export const PAGE: Page = new Map([
  ['/index.html', file('text/html; charset=utf-8', '<!doctype html><title>studio</title>')],
  ['/stately.html', file('text/html; charset=utf-8', '<!doctype html><title>stately</title>')],
  ['/assets/index-abc.js', file('text/javascript; charset=utf-8', 'void 0')]
])

export interface Served {
  readonly studio: Studio
  readonly origin: string
  readonly show: FakeShow
  readonly programme: FakeProgramme
  /** What the director was asked to do. */
  readonly acts: string[]
  readonly faults: unknown[]
}

/** A studio on a fake show, on any port; whoever opens it closes it. */
export async function serve(options: Partial<StudioOptions> & { show?: FakeShow } = {}): Promise<Served> {
  const { show = fakeShow({ users: 400, turns: 3, sessions: 2 }), ...rest } = options
  const acts: string[] = []
  const faults: unknown[] = []
  const director = fakeDirector(
    ({ users = 400 }) => fakeShow({ users, run: 'next' }),
    () => programme,
    { current: () => show, speed: () => {} }
  )
  const programme = fakeProgramme(show, {
    ...director,
    act(act) {
      acts.push(act.do)
      director.act(act)
    }
  })
  const studio = await openStudio({
    programme,
    port: 0,
    charts: async () => undefined,
    page: () => PAGE,
    onFault: (fault) => faults.push(fault),
    ...rest
  })
  return { studio, origin: `http://127.0.0.1:${studio.port}`, show, programme, acts, faults }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** A request whose headers may say anything, as browsers would not let them. */
export function ask(port: number, path: string, options: RequestOptions & { body?: string } = {}): Promise<Answer> {
  const { body, ...rest } = options
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false, ...rest }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
      answer.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Bytes as they are, and all that comes back until the other side hangs up. */
export function say(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.setEncoding('latin1')
    socket.on('data', (part) => {
      heard += part
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
}

/** Asks for a stream and reads nothing of it until it is resumed. */
export function deaf(port: number, path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
      resolve(socket)
    })
    socket.pause()
    socket.once('error', reject)
  })
}

export interface Told {
  readonly event: string
  readonly data: unknown
  readonly id: string | undefined
  readonly bytes: number
}

export interface Listening {
  /** The next event; undefined once the stream is over. */
  next(): Promise<Told | undefined>
  /** The next event that fits. @throws where the stream is over before */
  until(fits: (told: Told) => boolean): Promise<Told>
  close(): void
}

/** Listens to server-sent events. */
export async function listenTo(url: string): Promise<Listening> {
  const stop = new AbortController()
  const answer = await fetch(url, { signal: stop.signal })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  const events = eventsOf(answer)
  const next = async () => {
    const { value } = await events.next()
    return value ?? undefined
  }
  return {
    next,
    async until(fits) {
      for (let told = await next(); told; told = await next()) if (fits(told)) return told
      throw new Error('The stream ended before that.')
    },
    close: () => stop.abort()
  }
}

async function* eventsOf(answer: Response): AsyncGenerator<Told, undefined> {
  const decoder = new TextDecoder()
  let parts: string[] = []
  for await (const part of answer.body ?? []) {
    const text = decoder.decode(part, { stream: true })
    parts.push(text)
    if (!(parts.length === 1 ? text : `${parts.at(-2)?.slice(-1)}${text}`).includes('\n\n')) continue
    const blocks = parts.join('').split('\n\n')
    parts = [blocks.pop() ?? '']
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      const data = field('data')
      if (data === undefined) continue
      const bytes = Buffer.byteLength(block) + 2
      yield { event: field('event') ?? '', data: JSON.parse(data), id: field('id'), bytes }
    }
  }
  return undefined
}
