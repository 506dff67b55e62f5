import { Component, type ComponentChildren } from 'preact'
import { asTrouble, type Trouble } from '../store/index.ts'
import { TroubleNote } from './trouble.tsx'

interface Props {
  readonly children: ComponentChildren
}

/** A view that breaks says so in its place; the rest of the page goes on. */
export class Boundary extends Component<Props, { trouble?: Trouble }> {
  override state: { trouble?: Trouble } = {}

  static override getDerivedStateFromError(thrown: unknown) {
    return { trouble: asTrouble(thrown) }
  }

  override render({ children }: Props, { trouble }: { trouble?: Trouble }) {
    if (!trouble) return children
    return <TroubleNote trouble={trouble} isAlert onAgain={() => this.setState({ trouble: undefined as never })} />
  }
}
