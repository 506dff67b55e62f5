import { forgetTrouble, useActTrouble } from '../store/acts.ts'
import { pathOf, useConnection, useEnded, useFrame } from '../store/index.ts'
import { failuresSay } from './failures.ts'
import { CloseIcon } from './icons.tsx'
import { TroubleNote } from './trouble.tsx'

/** What concerns the whole page: the line is cut, visits of the run broke, or something that was asked of it went wrong. */
export function Bars() {
  const connection = useConnection()
  const trouble = useActTrouble()
  const failed = useFailures()
  return (
    <>
      <div role="status">
        {connection === 'lost' && (
          <p class="bar">
            The line to the studio is cut; what you see is how it was then. It is tried again by itself. If it stays
            like this, see whether the command is still running in its terminal.
          </p>
        )}
        {failed !== undefined && (
          <p class="bar">
            <span>
              {failed} <a href={pathOf('controls')}>What failed first</a>
            </span>
          </p>
        )}
      </div>
      {trouble && (
        <div class="bar">
          <TroubleNote trouble={trouble} isAlert />
          <button type="button" class="quiet" aria-label="Put away" onClick={forgetTrouble}>
            <CloseIcon />
          </button>
        </div>
      )}
    </>
  )
}

/** What broke in a run that is over. */
function useFailures(): string | undefined {
  const phase = useFrame()?.phase
  const result = useEnded()?.result
  return result && phase !== 'running' && phase !== 'paused' ? failuresSay(result.failures) : undefined
}
