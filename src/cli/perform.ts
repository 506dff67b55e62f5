import { RecoError } from '../contract/error.ts'
import { paintFor } from './paint.ts'
import { createProgress } from './progress.ts'
import { tell } from './stderr.ts'

/** What long work is given: it stops between two turns when told, and says how far it is. */
export interface Call {
  readonly signal: AbortSignal
  readonly onProgress: (done: number, left: number) => void
}

export const INTERRUPTED = 130
/** A script that runs this hands one Ctrl-C on beside the terminal's own; both are one, ms. */
const ECHO = 300

/**
 * Does long work with its progress; `note` says more in the line of progress, from then on. The first Ctrl-C lets it finish its turn and give what is known; the second ends it.
 *
 * @throws RecoError `run.interrupted` when it was stopped before anything was known
 */
export async function perform<Result>(
  name: string,
  { quiet }: { quiet: boolean },
  work: (call: Call, note: (text: string) => void) => Promise<Result>
): Promise<Result> {
  const progress = createProgress(name, quiet)
  const stop = new AbortController()
  let at = 0
  const interrupt = () => {
    if (stop.signal.aborted) {
      if (performance.now() - at > ECHO) process.exit(INTERRUPTED)
      return
    }
    at = performance.now()
    stop.abort()
    tell(paintFor(process.stderr)('yellow', 'stopping: this turn is finished first; Ctrl-C again ends at once'))
  }
  process.on('SIGINT', interrupt)
  try {
    return await work({ signal: stop.signal, onProgress: progress.report }, progress.note)
  } catch (error) {
    if (!stop.signal.aborted || error instanceof RecoError) throw error
    const what = 'It was stopped before anything was known.'
    throw new RecoError('run.interrupted', { what, fix: 'Start it again.', cause: error })
  } finally {
    progress.end()
    process.off('SIGINT', interrupt)
  }
}
