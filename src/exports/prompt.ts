import type { Chance } from '../contract/chance.ts'
import { FORMATS, type ItemId } from '../contract/item.ts'
import type { Catalogue } from '../contract/plugin.ts'
import type { Gone, PersonObservation } from '../gym/person/state.ts'
import { drawSome } from '../kernel/draw.ts'

export interface Message {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** What a language model is told before anything else. */
export const SYSTEM: Message = {
  role: 'system',
  content:
    'You choose what a person is shown next, so that it stays and comes back. You are told what it did with the last slate and what it asks for. Answer with a JSON list of ids of items that may be shown, the first on top.'
}

export const answerOf = (slate: readonly ItemId[]): Message => ({ role: 'assistant', content: JSON.stringify(slate) })

/** What a language model is told of a person who waits, with the items that may be shown. */
export function questionOf(
  { user, history, instruction }: PersonObservation,
  offered: readonly ItemId[],
  size: number,
  catalogue: Catalogue
): Message {
  const last = history.at(-1)
  const lines = [
    `Visit ${user.session + 1}, slate ${user.turn + 1}. Choose ${size}.`,
    last ? `The last slate:\n${slateIn(last, catalogue)}` : 'Nothing is known of this person yet.',
    ...(instruction ? [`It says: ${JSON.stringify(instruction.text)}`] : []),
    `Items that may be shown:\n${offered.map((id) => `- ${briefOf(id, catalogue)}`).join('\n')}`
  ]
  return { role: 'user', content: lines.join('\n\n') }
}

/**
 * Items that are offered: the slate, and others drawn by chance, in an order drawn by chance, so that nothing tells which
 * were shown.
 */
export function offeredWith(
  slate: readonly ItemId[],
  { user }: PersonObservation,
  many: number,
  catalogue: Catalogue,
  chance: Chance
): ItemId[] {
  const luck = chance.for('export-offered')
  const uniform = (at: number) => luck.at(user.id, user.session, user.turn, at)
  const others = catalogue.items.map(({ id }) => id).filter((id) => !slate.includes(id))
  const all = [...slate, ...drawSome(others.length, many - slate.length, uniform).map((at) => others[at]!)]
  return drawSome(all.length, all.length, (at) => uniform(ORDER + at)).map((at) => all[at]!)
}

/** Where the draws of the order begin, beyond those of the items. */
const ORDER = 1_000_000

const slateIn = ({ slots }: Gone, catalogue: Catalogue): string =>
  slots
    .map(({ item, actions, watchSeconds }) => {
      const did = actions.includes('skip') ? 'passed over' : actions.map((action) => DONE[action] ?? action).join(', ')
      return `- ${briefOf(item, catalogue)}: ${did}${watchSeconds > 0 ? `, ${Math.round(watchSeconds)} s` : ''}`
    })
    .join('\n')

const DONE: Readonly<Record<string, string>> = {
  click: 'opened',
  like: 'liked',
  comment: 'commented',
  share: 'shared',
  follow: 'followed',
  hide: 'hidden'
}

function briefOf(id: ItemId, catalogue: Catalogue): string {
  const at = catalogue.indexOf(id)
  const { title, category } = catalogue.items[at]!
  const topic = category || catalogue.topics[catalogue.topic[at]!]
  return `${id} ${JSON.stringify(title)} (${topic}, ${FORMATS[catalogue.format[at]!]}, ${Math.round(catalogue.seconds[at]!)} s)`
}
