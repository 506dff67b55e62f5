import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { asTrouble, type Trouble } from '../store/index.ts'
import { TroubleNote } from './trouble.tsx'

/** A view whose code is fetched when it is first looked at, so that the first picture is light. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined
  return function Lazily(props: Props) {
    const [View, setView] = useState<ComponentType<Props> | undefined>(() => loaded)
    const [trouble, setTrouble] = useState<Trouble | undefined>(undefined)
    useEffect(() => {
      if (View) return
      load().then(
        (view) => {
          loaded = view
          setView(() => view)
        },
        (thrown) => setTrouble(asTrouble(thrown))
      )
    }, [View])
    if (trouble) return <TroubleNote trouble={trouble} />
    return View ? <View {...props} /> : <p class="waiting">Loading …</p>
  }
}
