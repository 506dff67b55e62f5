import type { Track } from '../../api.ts'
import { visible } from '../store/index.ts'

/** What the person keeps in mind, and what the recommender keeps of the person. */
export function Memories({ memory, recommender }: { readonly memory: Track['memory']; readonly recommender: string }) {
  return (
    <section class="memories" aria-label="Memory">
      <Memory title="What it remembers" lines={memory.person} none="Nothing yet." />
      <Memory
        title={`What ${visible(recommender)} remembers of it`}
        lines={memory.recommender}
        none="Nothing of this person."
      />
    </section>
  )
}

interface Props {
  readonly title: string
  readonly lines: readonly string[]
  readonly none: string
}

function Memory({ title, lines, none }: Props) {
  return (
    <div>
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p class="muted">{none}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line}>{visible(line)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
