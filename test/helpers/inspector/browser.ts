import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { build } from 'vite'

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...ARGS, '--disable-component-update', '--disable-sync'] })

/** Serves an application of its own, bundled as any would be, on a port of its own. */
export async function serveApp(): Promise<{ readonly port: number; close(): void }> {
  const entry = join(import.meta.dirname, 'browser-app.mjs')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'app' } }
  })
  const [bundle] = built as { output: { type: string; code: string }[] }[]
  const script = bundle!.output[0]!.code
  const page =
    '<!doctype html><title>shop</title><iframe width="1200" height="700"></iframe><script type="module" src="/app.js"></script>'
  const server = createServer(({ url }, response) => {
    const isScript = url === '/app.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : page)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close()
      server.closeAllConnections()
    }
  }
}
