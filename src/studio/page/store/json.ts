import { useEffect, useState } from 'preact/hooks'
import { asTrouble, getJson, type Trouble } from './talk.ts'

export interface Loaded<Told> {
  /** What was told last, also while it is asked for again. */
  readonly value: Told | undefined
  /** The path that it was told of. */
  readonly of: string | null
  readonly trouble: Trouble | undefined
  readonly isLoading: boolean
  reload(): void
}

/** Asks for a path and keeps what came; `null`: nothing to ask for yet. An answer that was overtaken is dropped. */
export function useJson<Told>(path: string | null): Loaded<Told> {
  const [state, setState] = useState<{ path: string | null; value?: Told; trouble?: Trouble; isLoading: boolean }>({
    path,
    isLoading: path !== null
  })
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    if (path === null) return
    const stop = new AbortController()
    setState((before) => ({ ...before, isLoading: true }))
    getJson<Told>(path, stop.signal).then(
      (value) => setState({ path, value, isLoading: false }),
      (thrown) => {
        if (!stop.signal.aborted) setState({ path, trouble: asTrouble(thrown), isLoading: false })
      }
    )
    return () => stop.abort()
  }, [path, asked])
  return {
    value: path === null ? undefined : state.value,
    of: state.path,
    trouble: state.path === path ? state.trouble : undefined,
    isLoading: path !== null && (state.isLoading || state.path !== path),
    reload: () => setAsked((times) => times + 1)
  }
}
