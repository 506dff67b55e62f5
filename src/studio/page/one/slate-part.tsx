import type { Line } from '../../api.ts'
import { clock } from '../charts/figures.ts'
import { visible } from '../store/index.ts'
import { DeedIcon, LineIcon } from './icons.tsx'
import type { Shown, Slate } from './slates.ts'

/** One slate and all that came of it; the items of those before are folded. */
export function SlatePart({ slate, isNow }: { readonly slate: Slate; readonly isNow: boolean }) {
  return (
    <div class={`slate${isNow ? ' is-now' : ''}`}>
      {slate.entries.map((entry) =>
        entry.kind === 'items' ? (
          <Items key={entry.key} head={entry.head} items={entry.items} isOpen={isNow} />
        ) : (
          <Told key={entry.line.id} line={entry.line} isAgain={entry.isAgain} />
        )
      )}
    </div>
  )
}

function Told({
  line: { kind, text, words, item },
  isAgain = false
}: {
  readonly line: Line
  readonly isAgain?: boolean
}) {
  if (isAgain) return <p class="again">The recommender plans the same again</p>
  return (
    <div class="told" data-kind={kind}>
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

interface ItemsProps {
  readonly head: Line | undefined
  readonly items: readonly Shown[]
  readonly isOpen: boolean
}

function Items({ head, items, isOpen }: ItemsProps) {
  if (items.length === 0) return head === undefined ? null : <Told line={head} />
  const others = items.filter(({ reaction }) => reaction === undefined)
  return (
    <details class="shown" open={isOpen}>
      <summary>
        <span>{head === undefined ? 'The slate' : visible(head.text)}</span>
        <Strip items={items} />
      </summary>
      <ol class="items">
        {items.map((shown) => shown.reaction !== undefined && <Item key={shown.slot} shown={shown} />)}
      </ol>
      {others.length > 0 && (
        <details class="unseen-items">
          <summary>{`${others.length} ${others.length < items.length ? 'not looked at' : 'on the slate'}`}</summary>
          <ol class="items">
            {others.map((shown) => (
              <Item key={shown.slot} shown={shown} />
            ))}
          </ol>
        </details>
      )}
    </details>
  )
}

/** What was done with each item, at a glance: a square a slot. */
function Strip({ items }: { readonly items: readonly Shown[] }) {
  const count = (one: string) => items.filter(({ reaction }) => reaction?.item?.actions.includes(one)).length
  return (
    <span class="strip-of-slots" role="img" aria-label={`${count('click')} opened, ${count('skip')} passed by`}>
      {items.map(({ slot, reaction }) => (
        <i key={slot} data-deed={reaction?.item?.actions.at(-1)} />
      ))}
    </span>
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
          {item !== undefined && item.watchSeconds > 0 && !/\d/.test(reaction?.text ?? '') && (
            <span class="watched">{clock(item.watchSeconds)}</span>
          )}
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
