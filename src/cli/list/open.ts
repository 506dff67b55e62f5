import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { type Chart, draw, layOut, mermaidOf, viewOf } from '../../chart/index.ts'
import { RecoError } from '../../contract/error.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { print, printJson } from '../output.ts'
import { tell } from '../stderr.ts'
import { plain } from '../text.ts'
import { chartNamed } from './machine.ts'
import { chartPage } from './page.ts'

export interface Opening {
  readonly open: string
  readonly out?: string
  readonly mermaid?: boolean
  readonly json?: boolean
}

/** Draws one machine, or prints it as Mermaid or JSON. @throws RecoError `run.bad-option`, and those of `chartNamed` and `layOut` */
export async function openMachine({ open, out, mermaid = false, json = false }: Opening): Promise<void> {
  if (mermaid && json)
    throw new RecoError('run.bad-option', {
      what: 'Mermaid and JSON cannot both be printed.',
      fix: 'Drop --mermaid or --json.'
    })
  const write = out === undefined ? undefined : writerFor(out)
  if (out !== undefined) checkOut(out)
  const chart = chartNamed(open)
  if (out !== undefined && write) writeWhole(out, await write(chart))
  if (json) return printJson(chart)
  if (mermaid) return void process.stdout.write(mermaidOf(chart))
  const file = out ?? (await temporary(chart))
  print([plain(file)])
  if (extname(file).toLowerCase() === '.html') await show(file)
}

type Write = (chart: Chart) => Promise<string>

const WRITERS: Readonly<Record<string, Write>> = {
  '.html': async (chart) => chartPage(await viewOf(chart)),
  '.svg': async (chart) => `${draw(chart, await layOut(chart), { standalone: true })}\n`,
  '.mmd': async (chart) => mermaidOf(chart),
  '.md': async (chart) => `\`\`\`mermaid\n${mermaidOf(chart)}\`\`\`\n`
}

function writerFor(out: string): Write {
  const write = WRITERS[extname(out).toLowerCase()]
  if (write) return write
  throw new RecoError('run.bad-option', {
    what: `--out is "${plain(out)}"; a drawing is written as ${Object.keys(WRITERS).join(', ')}.`,
    fix: 'Give it one of these endings.'
  })
}

async function temporary(chart: Chart): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'recoworld-chart-')), 'statechart.html')
  writeWhole(file, chartPage(await viewOf(chart)))
  return file
}

/** In a browser, where somebody sits at a terminal. That there is none is no failure: the path is printed. */
async function show(file: string): Promise<void> {
  if (!process.stdout.isTTY || process.env.CI) return
  try {
    const { default: open } = await import('open')
    const browser = await open(file)
    browser.once('error', () => undefined)
  } catch {
    tell('no browser was found; open the file by hand')
  }
}
