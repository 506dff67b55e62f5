import { type Browser, chromium } from 'playwright-core'

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']

/** A browser that shows nothing and asks nothing of the network by itself. */
export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...ARGS, '--disable-component-update', '--disable-sync'] })
