import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

let bundle: Promise<string> | undefined

/** The application as a bundler makes it. */
async function bundled(): Promise<string> {
  const { build } = await import('vite')
  const entry = join(import.meta.dirname, 'browser-app.mjs')
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'app' } }
  })
  const [first] = built as { output: { code: string }[] }[]
  return first!.output[0]!.code
}

/** Serves an application of its own, bundled as any would be, on a port of its own. */
export async function serveApp(): Promise<{ readonly port: number; close(): void }> {
  bundle ??= bundled()
  const script = await bundle
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
