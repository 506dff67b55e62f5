import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createHub, TOKEN_HEADER } from '../src/studio/index.ts'
import { ask, type Served, say, serve } from './helpers/fake-show/served.ts'

let served: Served
let port: number
let own: string
const hub = createHub()

beforeAll(async () => {
  served = await serve({ hub })
  port = served.studio.port
  own = served.origin
})
afterAll(async () => {
  await served.studio.close()
  hub.close()
})

const JSON_BODY = { 'content-type': 'application/json' }
const act = (headers: Record<string, string>, body = '{"do":"pause"}') =>
  ask(port, '/api/acts', { method: 'POST', headers: { ...JSON_BODY, ...headers }, body })
const errorOf = (text: string) => (JSON.parse(text) as { error: { code: string; what: string; fix: string } }).error

describe('hosts', () => {
  const paths = ['/', '/api/scene', '/api/stream', '/assets/index-abc.js', '/nowhere']

  test.each(paths)('%s is refused to a name that was made to lead here', async (path) => {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      `127.0.0.1:${port + 1}`,
      `localhost.evil.example:${port}`
    ]) {
      const { status, text } = await ask(port, path, { headers: { host } })
      expect(status, host).toBe(403)
      expect(errorOf(text).code).toBe('studio.wrong-host')
    }
  })

  test('our names are taken, in capitals too', async () => {
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `LocalHost:${port}`])
      expect((await ask(port, '/api/scene', { headers: { host } })).status, host).toBe(200)
  })

  test('a request without a host, or with two, is refused', async () => {
    expect(await say(port, 'GET /api/scene HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 40[03]/)
    const twice = `GET /api/scene HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`
    expect(await say(port, twice)).toMatch(/^HTTP\/1.1 40[03]/)
  })

  test('the host counts, and not what a whole address in the first line says', async () => {
    const line = `GET http://127.0.0.1:${port}/api/scene HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`
    expect(await say(port, line)).toMatch(/^HTTP\/1.1 40[03]/)
  })
})

describe('origins', () => {
  const others = () => ['http://evil.example', 'null', `https://127.0.0.1:${port}`, `http://127.0.0.1:${port + 1}`, '']

  test('another page cannot act, though it had the token', async () => {
    const before = served.acts.length
    for (const origin of others()) {
      const { status, text } = await act({ origin, [TOKEN_HEADER]: served.studio.token })
      expect(status, origin).toBe(403)
      expect(errorOf(text).code).toBe('studio.wrong-origin')
    }
    expect(served.acts.length).toBe(before)
  })

  test('another name of ours is another origin', async () => {
    const { status } = await act({ origin: `http://localhost:${port}`, [TOKEN_HEADER]: served.studio.token })
    expect(status).toBe(403)
  })

  test('another page cannot have charts drawn, nor listen, nor read', async () => {
    for (const origin of others()) {
      const headers = { origin }
      const body = '{"definition":{}}'
      expect(
        (await ask(port, '/api/charts', { method: 'POST', headers: { ...headers, ...JSON_BODY }, body })).status
      ).toBe(403)
      for (const path of ['/api/stream', '/api/scene', '/api/people/1/stream'])
        expect((await ask(port, path, { headers })).status).toBe(403)
    }
    expect((await ask(port, '/api/stream', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect((await ask(port, '/api/stream', { headers: { 'sec-fetch-site': 'same-site' } })).status).toBe(403)
  })

  test('our page may, and no other is ever given leave to read', async () => {
    const answers = [
      await ask(port, '/api/scene', { headers: { origin: own, 'sec-fetch-site': 'same-origin' } }),
      await ask(port, '/api/acts', {
        method: 'OPTIONS',
        headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' }
      }),
      await ask(port, '/api/scene', { method: 'OPTIONS', headers: { origin: own } })
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 405])
    for (const { headers } of answers)
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('the token', () => {
  test('whoever acts needs it', async () => {
    const { token } = served.studio
    const before = served.acts.length
    const wrong = ['', 'x', token.slice(0, -1), `${token}x`, token.toLowerCase(), `${token},${token}`]
    for (const path of ['/api/acts', '/api/runs', '/api/interventions'])
      for (const given of [undefined, ...wrong]) {
        const headers = { ...JSON_BODY, ...(given === undefined ? {} : { [TOKEN_HEADER]: given }) }
        const { status, text } = await ask(port, path, { method: 'POST', headers, body: '{"do":"pause"}' })
        expect(status).toBe(401)
        expect(errorOf(text)).toMatchObject({ code: 'studio.no-token', fix: expect.stringMatching(/address/) })
      }
    expect(
      (await ask(port, `/api/acts?token=${token}`, { method: 'POST', headers: JSON_BODY, body: '{"do":"pause"}' }))
        .status
    ).toBe(401)
    expect(served.acts.length).toBe(before)
  })

  test('with it, something is done', async () => {
    const { status } = await act({ origin: own, [TOKEN_HEADER]: served.studio.token })
    expect(status).toBe(200)
    expect(served.acts.at(-1)).toBe('pause')
    expect(served.show.phase).toBe('paused')
  })

  test('it stands behind the # of the address, and nothing that is sent has it', async () => {
    const { url, token } = served.studio
    expect(url).toBe(`${own}/#token=${token}`)
    expect(token.length).toBeGreaterThanOrEqual(43)
    for (const path of ['/', '/api/scene', '/api/form', '/api/turns', '/api/nowhere'])
      expect(JSON.stringify(await ask(port, path))).not.toContain(token)
  })
})

describe('what is sent along', () => {
  test('the page may run its own scripts, and applications of this machine may frame it', async () => {
    const { headers, status } = await ask(port, '/')
    expect(status).toBe(200)
    const policy = String(headers['content-security-policy']).split('; ')
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        `connect-src 'self' ws://127.0.0.1:${port}`,
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*"
      ])
    )
    expect(policy.join()).not.toMatch(/unsafe-eval|https?:\/\/(?!localhost|127\.0\.0\.1)/)
    expect(headers['cache-control']).toBe('no-store')
  })

  test('the page that feeds the hosted inspector may frame that, and nothing else', async () => {
    const { headers, text } = await ask(port, '/stately')
    expect(headers['content-security-policy']).toContain('frame-src https://stately.ai;')
    expect(text).toContain('stately')
  })

  test('answers are kept by nobody, files with a hash for ever, and types are not guessed', async () => {
    const always = {
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin'
    }
    for (const path of ['/api/scene', '/api/nowhere', '/nowhere'])
      expect((await ask(port, path)).headers).toMatchObject({ ...always, 'cache-control': 'no-store' })
    const asset = await ask(port, '/assets/index-abc.js')
    expect(asset.headers).toMatchObject({
      ...always,
      'cache-control': expect.stringContaining('immutable'),
      'content-type': 'text/javascript; charset=utf-8'
    })
  })
})

describe('paths', () => {
  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/..%2f..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..\\..\\etc\\passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%00',
    '/assets/index-abc.js%00.html',
    '//etc/passwd',
    '///etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    '/assets/',
    '/index.html',
    '/stately.html',
    '/__proto__',
    '/constructor',
    '/api/../package.json',
    `/${'a/'.repeat(4_000)}`
  ])('%s leads nowhere', async (path) => {
    const answer = await say(port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 (400|404) /)
    expect(answer).not.toMatch(/root:|"name": "recoworld"/)
  })

  test('what is no address of the API is answered in three parts', async () => {
    for (const path of ['/api', '/api/', '/api/nowhere', '/api/people/1/x', '/api/people/1%2fstream']) {
      const { status, text, headers } = await ask(port, path)
      expect([400, 404]).toContain(status)
      expect(headers['content-type']).toMatch(/^application\/json/)
      expect(errorOf(text)).toEqual({ code: expect.any(String), what: expect.any(String), fix: expect.any(String) })
    }
  })

  test('HEAD, PUT and the like begin nothing', async () => {
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH'])
      expect((await ask(port, '/api/stream', { method })).status).toBe(405)
    expect(served.studio.viewers).toBe(0)
  })
})

describe('bodies', () => {
  const withToken = () => ({ [TOKEN_HEADER]: served.studio.token })

  test('only JSON is read, and only if it is said to be', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])
      expect((await act({ ...withToken(), 'content-type': type })).status, type).toBe(415)
    expect((await act({ ...withToken(), 'content-type': 'application/json; charset=utf-8' })).status).toBe(200)
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"do":"dance"}',
    '{"do":"pause","more":1}',
    '{"do":"speed","turns":0}',
    '{"__proto__":{"do":"pause"}}',
    '['.repeat(30_000)
  ])('%.40s is refused', async (body) => {
    const before = served.acts.length
    const { status, text } = await act(withToken(), body)
    expect(status).toBe(400)
    expect(errorOf(text).code).toBe('studio.bad-request')
    expect(served.acts.length).toBe(before)
  })

  test('more than 64 kB are not read, whether the length is told or not', async () => {
    const body = JSON.stringify({ do: 'pause', more: 'x'.repeat(64 * 1_024) })
    expect((await act(withToken(), body)).status).toBe(413)
    expect((await act({ ...withToken(), 'transfer-encoding': 'chunked' }, body)).status).toBe(413)
  })

  test('somebody who keeps sending is not listened to', async () => {
    const heard = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      const head = `POST /api/acts HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${TOKEN_HEADER}: ${served.studio.token}\r\n`
      socket.write(`${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`)
      const more = setInterval(() => socket.write(`4000\r\n${'x'.repeat(0x4000)}\r\n`), 1)
      socket.once('data', (data) => {
        clearInterval(more)
        socket.destroy()
        resolve(String(data))
      })
      socket.on('error', () => clearInterval(more))
    })
    expect(heard).toMatch(/^HTTP\/1.1 413/)
  })
})

describe('the inspector’s socket', () => {
  const call = (headers: Record<string, string>, path = '/inspect') =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
      socket.on('open', () => {
        socket.close()
        resolve('open')
      })
      socket.on('unexpected-response', (_, { statusCode }) => resolve(String(statusCode)))
      socket.on('error', () => resolve('refused'))
    })

  test('applications of this machine may call, and no other page', async () => {
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:8080', 'https://localhost'])
      expect(await call({ origin }), origin).toBe('open')
    expect(await call({})).toBe('open')
    for (const origin of [
      'http://evil.example',
      'null',
      'http://localhost.evil.example',
      'file://',
      'http://127.0.0.1.evil.example'
    ])
      expect(await call({ origin }), origin).toBe('403')
    expect(await call({ host: `evil.example:${port}` })).toBe('403')
    expect(await call({}, '/elsewhere')).toBe('404')
  })
})

describe('other machines', () => {
  test('are let in only where that is asked for, and are told nothing without the token', async () => {
    const hubThere = createHub()
    const open = await serve({ host: '0.0.0.0', hub: hubThere })
    try {
      const { token, notes, url, port: there } = open.studio
      expect(notes.join()).toMatch(/Other machines can reach/)
      expect(url).toContain(`http://127.0.0.1:${there}/#token=`)
      expect((await ask(there, '/')).status).toBe(200)
      for (const path of [
        '/api/scene',
        '/api/stream',
        '/api/people/1',
        '/api/people/1/stream',
        '/api/form',
        '/api/nowhere'
      ]) {
        expect((await ask(there, path)).status, path).toBe(401)
        expect((await ask(there, `${path}?token=x`)).status, path).toBe(401)
      }
      expect((await ask(there, '/api/scene', { headers: { [TOKEN_HEADER]: token } })).status).toBe(200)
      expect((await ask(there, `/api/scene?token=${token}`)).status).toBe(200)
      expect(
        (await ask(there, `/api/acts?token=${token}`, { method: 'POST', headers: JSON_BODY, body: '{"do":"pause"}' }))
          .status
      ).toBe(401)
      const chart = { method: 'POST', headers: JSON_BODY, body: '{"definition":{}}' }
      expect((await ask(there, `/api/charts?token=${token}`, chart)).status).toBe(401)
      const call = (path: string) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(`ws://127.0.0.1:${there}${path}`)
          socket.on('open', () => {
            socket.close()
            resolve('open')
          })
          socket.on('error', () => resolve('refused'))
        })
      expect(await call('/inspect')).toBe('refused')
      expect(await call('/inspect?token=x')).toBe('refused')
      expect(await call(`/inspect?token=${token}`)).toBe('open')
      expect((await ask(there, '/', { headers: { host: `evil.example:${there}` } })).status).toBe(403)
    } finally {
      await open.studio.close()
      hubThere.close()
    }
  })

  test('a studio on loopback says nothing of them', () => expect(served.studio.notes).toEqual([]))
})
