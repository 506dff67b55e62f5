import { RecoError } from '../../contract/error.ts'
import type { Manifest, ReactResult, RunResult } from '../../contract/result.ts'
import { openLog } from '../../storage/log-reader.ts'
import { calledAs } from '../called.ts'
import { parseGiven } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { tell } from '../stderr.ts'
import { plain } from '../text.ts'

/** Makes the page of a run from what its log keeps. @throws RecoError `report.no-result`, and those of `openLog` */
export async function work(file: string, typed: Readonly<Record<string, unknown>>): Promise<void> {
  const { out = 'report.html', quiet } = parseGiven(typed)
  checkOut(out)
  const { manifest, result } = await stored(file)
  if (result === null)
    throw new RecoError('report.no-result', {
      what: 'The run that wrote this log did not finish, so that there is no result to show.',
      at: { file },
      fix: 'Run it again to the end; its events can be asked in SQL all the same.'
    })
  const { renderReact, renderRun } = await import('../../report/index.ts')
  const page =
    manifest?.kind === 'react' ? await renderReact(result as ReactResult) : await renderRun(result as RunResult)
  writeWhole(out, page)
  if (quiet) return
  tell(`report  ${plain(out)}`)
  tell(`next    open it in a browser, or ${calledAs()} run --log another.duckdb`)
}

async function stored(file: string): Promise<{ manifest: Manifest | null; result: unknown }> {
  const log = await openLog(file)
  try {
    return { manifest: (await log.manifest()) as Manifest | null, result: await log.result() }
  } finally {
    await log.close()
  }
}
