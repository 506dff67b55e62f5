import { createHub, type Hub, openStudio, type Programme, type Studio } from '../../studio/index.ts'
import type { Given } from '../given.ts'
import { tellPlainly } from '../stderr.ts'

/** A studio that a command has opened, with the inspector's socket in it. */
export interface Opened {
  readonly studio: Studio
  /** Where to look: the page, or the one that feeds Stately's inspector. */
  readonly address: string
  /** Pages that listen, and inspectors. */
  viewers(): number
}

export interface Opening {
  readonly programme: Programme
  readonly hub: Hub
  charts: Parameters<typeof openStudio>[0]['charts']
}

/** Opens it where the flags say, tells what somebody should know, and opens a browser where there is somebody to look. */
export async function openFor({ port, host, inspect, open, quiet, json }: Given, given: Opening): Promise<Opened> {
  const studio = await openStudio({
    ...given,
    port,
    host,
    onFault: (error) => tellPlainly(`the studio could not answer something: ${String(error)}`)
  })
  const address = inspect === 'stately' ? studio.url.replace('/#', '/stately#') : studio.url
  for (const note of studio.notes) tellPlainly(note)
  if (inspect === 'stately' && !quiet)
    tellPlainly('Stately’s inspector is a page on stately.ai: it needs the internet. Without =stately you stay here.')
  if (open && !json && process.stdout.isTTY) await openBrowser(address)
  return { studio, address, viewers: () => studio.viewers + given.hub.stats.viewers }
}

/** Where no browser can be opened, the address stands in the terminal all the same. */
async function openBrowser(address: string): Promise<void> {
  try {
    const { default: launch } = await import('open')
    const child = await launch(address)
    child.on('error', () => undefined)
  } catch {
    // whoever reads the address opens it
  }
}

export const newHub = (): Hub => createHub()
