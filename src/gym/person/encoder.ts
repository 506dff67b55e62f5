import type { Encoder } from '../../contract/environment.ts'
import type { ItemId } from '../../contract/item.ts'
import { FORMATS } from '../../contract/item.ts'
import type { Catalogue } from '../../contract/plugin.ts'
import { predicateOf } from '../../laws/obedience.ts'
import type { Gone, PersonObservation } from './state.ts'

/** What may be known of a person by whoever recommends: what was shown, done and said; never how it feels. */
export type Known = Pick<PersonObservation, 'candidates' | 'history' | 'instruction'> & {
  readonly user: Pick<PersonObservation['user'], 'session' | 'turn'>
}

/** The numbers of a state and of an item, in their order. */
export const STATE_NUMBERS = [
  'always',
  'turn',
  'session',
  'slates',
  'opened',
  'watched',
  'openedLast',
  'reachedLast',
  'asked'
] as const
export const ITEM_NUMBERS = [
  'liked',
  'disliked',
  'shown',
  'openedBefore',
  'repeats',
  'quality',
  'popularity',
  'freshness',
  'length',
  'lengthOff',
  'formatLiked',
  'wished',
  'unwished',
  'new'
] as const

/** How much of a slate's weight is left after another one. */
export const DECAY = 0.9
/** Impressions of a topic that its liking starts from, as if neither liked nor disliked. */
const PRIOR = 2

/** What one slate told, kept while the slate is remembered. */
interface Lesson {
  readonly items: Int32Array
  readonly opened: Uint8Array
  readonly watched: number
  readonly reached: number
  readonly openedCount: number
}

/**
 * A person who waits, in numbers: what each candidate has in common with what was opened and passed over, what was shown
 * already, how it stands in the catalogue, and whether it is what was asked for.
 *
 * @param slots items of a slate, `most` candidates at most
 */
export function createPersonEncoder(
  catalogue: Catalogue,
  { slots, most }: { readonly slots: number; readonly most: number }
): Encoder<Known, readonly ItemId[]> {
  const { topics, features, seconds, quality, popularity, freshness, format, topic, size } = catalogue
  const width = topics.length
  const lessons = new WeakMap<Gone, Lesson>()
  const liked = new Float64Array(width)
  const seen = new Float64Array(width)
  const last = new Float64Array(width)
  const likings = new Float64Array(width)
  const dislikings = new Float64Array(width)
  const formatLiked = new Float64Array(FORMATS.length)
  const formatSeen = new Float64Array(FORMATS.length)
  const shown = new Float64Array(size)
  const opened = new Float64Array(size)
  const logSeconds = seconds.map((one) => Math.log(one))
  const meanLog = logSeconds.reduce((sum, one) => sum + one, 0) / size
  const { starts, about, topicOf } = sparse(features, size, width)
  let positions = new Int32Array(0)
  let found: readonly ItemId[] | undefined

  function lessonOf(gone: Gone): Lesson {
    let lesson = lessons.get(gone)
    if (!lesson) {
      const items = Int32Array.from(gone.slots, ({ item }) => catalogue.indexOf(item))
      const isOpened = Uint8Array.from(gone.slots, ({ actions }) => Number(actions.includes('click')))
      const watched = gone.slots.reduce(
        (sum, { watchSeconds }, slot) => sum + Math.min(1, watchSeconds / seconds[items[slot]!]!),
        0
      )
      const openedCount = isOpened.reduce((sum, one) => sum + one, 0)
      lesson = { items, opened: isOpened, watched, reached: items.length, openedCount }
      lessons.set(gone, lesson)
    }
    return lesson
  }

  /** Where each candidate stands in the catalogue. */
  function find(candidates: readonly ItemId[]): void {
    if (candidates === found && Object.isFrozen(candidates)) return
    found = candidates
    if (positions.length !== candidates.length) positions = new Int32Array(candidates.length)
    for (let i = 0; i < candidates.length; i++) positions[i] = catalogue.indexOf(candidates[i]!)
  }

  /** Sums up what was gone through, the last slate counting most. @returns the mean logarithm of seconds opened */
  function sumUp(history: readonly Gone[]): number {
    for (const sums of [liked, seen, last, formatLiked, formatSeen, shown, opened]) sums.fill(0)
    let weight = 1
    let logs = 0
    let weights = 0
    for (let back = history.length - 1; back >= 0; back--, weight *= DECAY) {
      const lesson = lessonOf(history[back]!)
      for (let slot = 0; slot < lesson.reached; slot++) {
        const item = lesson.items[slot]!
        const isOpened = lesson.opened[slot]!
        for (let at = starts[item]!; at < starts[item + 1]!; at++) {
          const t = topicOf[at]!
          const share = weight * about[at]!
          seen[t]! += share
          liked[t]! += share * isOpened
          if (back === history.length - 1) last[t]! += about[at]! / lesson.reached
        }
        formatSeen[format[item]!]! += weight
        formatLiked[format[item]!]! += weight * isOpened
        shown[item] = 1
        if (isOpened) {
          opened[item] = 1
          logs += weight * logSeconds[item]!
          weights += weight
        }
      }
    }
    return weights > 0 ? logs / weights : meanLog
  }

  return {
    stateSize: STATE_NUMBERS.length,
    itemSize: ITEM_NUMBERS.length,
    slateSize: slots,
    most,
    encode({ user, candidates, history, instruction }, state, items) {
      find(candidates)
      const preferred = sumUp(history)
      const lately = history.length > 0 ? lessonOf(history[history.length - 1]!) : undefined
      let reached = 0
      let openings = 0
      let watched = 0
      for (const gone of history) {
        const lesson = lessonOf(gone)
        reached += lesson.reached
        openings += lesson.openedCount
        watched += lesson.watched
      }
      const base = (openings + PRIOR * 0.5) / (reached + PRIOR)
      for (let t = 0; t < width; t++) {
        const liking = (liked[t]! + PRIOR * base) / (seen[t]! + PRIOR) - base
        likings[t] = Math.max(0, liking)
        dislikings[t] = Math.max(0, -liking)
      }
      state[0] = 1
      state[1] = user.turn / 20
      state[2] = Math.min(1, user.session / 5)
      state[3] = Math.min(1, history.length / 20)
      state[4] = base
      state[5] = openings > 0 ? watched / openings : 0
      state[6] = lately && lately.reached > 0 ? lately.openedCount / lately.reached : 0.5
      state[7] = lately ? lately.reached / slots : 1
      state[8] = instruction ? 1 : 0
      const fits = instruction ? predicateOf(instruction, lately?.items ?? new Int32Array(0), catalogue) : undefined
      const also = instruction?.also
        ? predicateOf(instruction.also, lately?.items ?? new Int32Array(0), catalogue)
        : undefined
      for (let i = 0, at = 0; i < positions.length; i++) {
        const item = positions[i]!
        let likes = 0
        let dislikes = 0
        let repeats = 0
        for (let from = starts[item]!; from < starts[item + 1]!; from++) {
          const t = topicOf[from]!
          const share = about[from]!
          likes += share * likings[t]!
          dislikes += share * dislikings[t]!
          repeats += share * last[t]!
        }
        const kind = format[item]!
        items[at++] = likes
        items[at++] = dislikes
        items[at++] = shown[item]!
        items[at++] = opened[item]!
        items[at++] = repeats
        items[at++] = Math.max(-3, Math.min(3, quality[item]!)) / 3
        items[at++] = popularity[item]! - 0.5
        items[at++] = freshness[item]! - 0.5
        items[at++] = (logSeconds[item]! - meanLog) / 3
        items[at++] = Math.abs(logSeconds[item]! - preferred) / 3
        items[at++] = (formatLiked[kind]! + PRIOR * base) / (formatSeen[kind]! + PRIOR) - base
        items[at++] = fits ? Number(fits(item)) : also ? Number(also(item)) : 0
        items[at++] = fits ? Number(!fits(item)) : 0
        items[at++] = seen[topic[item]!]! < 0.5 ? 1 : 0
      }
      return positions.length
    },
    taken({ history }) {
      const slots = history.at(-1)?.slots ?? []
      let [found, longest] = [-1, -1]
      for (const [slot, { actions, watchSeconds }] of slots.entries())
        if (actions.includes('click') && watchSeconds > longest) [found, longest] = [slot, watchSeconds]
      return found
    },
    kin: (a, b) => (topic[positions[a]!] === topic[positions[b]!] ? 1 : 0),
    action: (chosen, { candidates }) => Array.from(chosen, (at) => candidates[at]!)
  }
}

/** Of each item, the topics that it is about and how far: those of item i stand from starts[i] to before starts[i + 1]. */
function sparse(features: Float32Array, items: number, width: number) {
  const starts = new Int32Array(items + 1)
  const topicOf: number[] = []
  const about: number[] = []
  for (let item = 0; item < items; item++) {
    for (let topic = 0; topic < width; topic++) {
      if (features[item * width + topic] === 0) continue
      topicOf.push(topic)
      about.push(features[item * width + topic]!)
    }
    starts[item + 1] = about.length
  }
  return { starts, topicOf: Int32Array.from(topicOf), about: Float64Array.from(about) }
}
