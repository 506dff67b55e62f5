import { forgetTrouble, useActTrouble } from '../store/acts.ts'
import { useConnection } from '../store/index.ts'
import { CloseIcon } from './icons.tsx'
import { TroubleNote } from './trouble.tsx'

/** What concerns the whole page: the line is cut, or something that was asked of the run went wrong. */
export function Bars() {
  const connection = useConnection()
  const trouble = useActTrouble()
  return (
    <>
      <div role="status">
        {connection === 'lost' && (
          <p class="bar">
            The line to the studio is cut; what you see is how it was then. It is tried again by itself. If it stays
            like this, see whether the command is still running in its terminal.
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
