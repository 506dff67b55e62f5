import { type Trouble, visible } from '../store/index.ts'

/** What went wrong, and what to do; `role="alert"` where it comes of something that was just done. */
export function TroubleNote({
  trouble,
  onAgain,
  isAlert
}: {
  readonly trouble: Trouble
  readonly onAgain?: () => void
  readonly isAlert?: boolean
}) {
  return (
    <div class="trouble" role={isAlert ? 'alert' : undefined}>
      <p class="what">{visible(trouble.what)}</p>
      {trouble.fix !== '' && <p class="fix">{visible(trouble.fix)}</p>}
      <p class="code">
        <code>{visible(trouble.code)}</code>
        {onAgain && (
          <button type="button" class="quiet" onClick={onAgain}>
            Try again
          </button>
        )}
      </p>
    </div>
  )
}
