import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './charts.css'

interface Props {
  /** What kind of picture it is, in a word or two. */
  readonly topic: string
  /** The finding, with its numbers. */
  readonly says: string
  readonly rests: string
  /** Nothing to draw yet: the words stand alone. */
  readonly isEmpty?: boolean
  readonly children: ComponentChildren
}

/** A card with a picture: its heading says what it shows, the numbers come behind it. */
export function Picture({ topic, says, rests, isEmpty = false, children }: Props) {
  const id = useId()
  return (
    <section class={`picture${isEmpty ? ' is-empty' : ''}`} aria-labelledby={id}>
      <p class="picture-topic">{topic}</p>
      <h2 id={id}>{says}</h2>
      <p class="picture-rests">{rests}</p>
      {isEmpty ? null : children}
    </section>
  )
}
