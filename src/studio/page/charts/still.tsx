import { useEffect, useRef, useState } from 'preact/hooks'
import { visible } from '../../../contract/visible.ts'
import { asTrouble, type Trouble } from '../store/index.ts'
import './charts.css'
import { useWidth } from './use-width.ts'

/** All of Plot that still pictures are made of; fetched when the first of them is drawn. */
export type Pen = typeof import('./pen.ts')

interface Props {
  readonly label: string
  /** Made by hand of what is to be shown: the same, and nothing is drawn again. */
  readonly stamp: string
  readonly draw: (pen: Pen, width: number) => Element
}

/** A picture that does not tick, drawn by Plot. Its colours are variables of the palette, so that it needs no other in the dark. */
export function Still({ label, stamp, draw }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [pen, setPen] = useState<Pen | undefined>(undefined)
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined)
  useEffect(() => {
    import('./pen.ts').then(
      (loaded) => setPen(() => loaded),
      (thrown) => setTrouble(asTrouble(thrown))
    )
  }, [])
  useEffect(() => {
    if (pen && width > 0) frame.current?.replaceChildren(named(draw(pen, width), label))
  }, [pen, width, stamp, label])
  return (
    <>
      <div ref={frame} class="still" />
      {trouble && <p class="pointed">The picture could not be drawn: {trouble.what}</p>}
    </>
  )
}

/** One name for the picture, and none inside it. */
function named(picture: Element, label: string): Element {
  for (const inner of picture.querySelectorAll('[aria-label], [aria-description]')) {
    inner.removeAttribute('aria-label')
    inner.removeAttribute('aria-description')
  }
  picture.setAttribute('role', 'img')
  picture.setAttribute('aria-label', visible(label))
  return picture
}
