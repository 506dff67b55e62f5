import type { Line } from '../../api.ts'
import { clock } from '../charts/figures.ts'
import { visible } from '../store/index.ts'
import { DeedIcon, LineIcon } from './icons.tsx'
import type { Shown, Slate } from './slates.ts'

/** One slate and all that came of it. */
export function SlatePart({ slate, isNow }: { readonly slate: Slate; readonly isNow: boolean }) {
  return (
    <div class={`slate${isNow ? ' is-now' : ''}`}>
      {slate.entries.map((entry) =>
        entry.kind === 'items' ? (
          <Items key={entry.key} items={entry.items} />
        ) : (
          <Told key={entry.line.id} line={entry.line} />
        )
      )}
    </div>
  )
}

function Told({ line: { kind, text, words, item } }: { readonly line: Line }) {
  return (
    <div class={`told ${kind}`}>
      <LineIcon kind={kind} />
      <div>
        <p>
          {item !== undefined && <b>{visible(item.title)} </b>}
          {visible(text)}
        </p>
        {words !== undefined && words !== '' && <blockquote>{visible(words)}</blockquote>}
      </div>
    </div>
  )
}

function Items({ items }: { readonly items: readonly Shown[] }) {
  const seen = items.filter(({ reaction }) => reaction !== undefined)
  const others = items.filter(({ reaction }) => reaction === undefined)
  return (
    <>
      {seen.length > 0 && (
        <ol class="items">
          {seen.map((shown) => (
            <Item key={shown.slot} shown={shown} />
          ))}
        </ol>
      )}
      {others.length > 0 && (
        <details class="unseen-items">
          <summary>{`${others.length} ${seen.length > 0 ? 'not looked at' : 'on the slate'}`}</summary>
          <ol class="items">
            {others.map((shown) => (
              <Item key={shown.slot} shown={shown} />
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function Item({ shown: { slot, title, why, reaction } }: { readonly shown: Shown }) {
  const item = reaction?.item
  const deeds = item?.actions ?? []
  const isPassed = deeds.length === 0 || deeds[0] === 'skip'
  return (
    <li class={`item${isPassed ? ' is-passed' : ''}`}>
      <span class="slot">{slot + 1}</span>
      <div>
        <p class="item-title">
          <span>{visible(title)}</span>
          {deeds.map((deed) => (
            <DeedIcon key={deed} deed={deed} />
          ))}
          {item !== undefined && item.watchSeconds > 0 && <span class="watched">{clock(item.watchSeconds)}</span>}
        </p>
        {reaction !== undefined && (
          <p class="item-reaction">
            {visible(reaction.text)}
            {reaction.words !== undefined && reaction.words !== '' && <q>{visible(reaction.words)}</q>}
          </p>
        )}
        {why !== '' && <p class="item-why">{visible(why)}</p>}
      </div>
    </li>
  )
}
