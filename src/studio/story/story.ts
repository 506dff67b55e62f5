import type { EventOf, WorldEvent } from '../../contract/event.ts'
import type { Mood } from '../../contract/session.ts'
import { obeyed } from '../../laws/obedience.ts'
import type { Line } from '../api.ts'
import { readIntervention, saysIntervention } from './interventions.ts'
import { reactionLines, slateLines } from './slate.ts'
import { asLogged, because, CAUSES_WHY, FEELINGS, percent, plural, span, wish } from './words.ts'

/** Tells one person's story as its events come. */
export interface Story {
  /** The lines that this event adds; none for what only machines say to each other. */
  take(event: WorldEvent): Line[]
}

/** The lines of one person's events, in their order. `titles`: of an item by its id. Texts stay as they were found. */
export function storyOf(events: Iterable<WorldEvent>, titles: (itemId: string) => string): Line[] {
  const story = createStory(titles)
  return [...events].flatMap((event) => story.take(event))
}

export function createStory(titles: (itemId: string) => string): Story {
  let mood: Mood | undefined
  let away: number | undefined
  let shown = 0

  const line = ({ id, session, turn, at }: WorldEvent, kind: Line['kind'], text: string, words?: string): Line => ({
    id,
    session,
    turn,
    at,
    kind,
    text,
    ...(words ? { words } : {})
  })

  /** A change of mood since it was last known. */
  function moved(event: EventOf<'review.asked'> | EventOf<'feedback.given'>): Line[] {
    const before = mood
    mood = event.mood
    if (before === mood) return []
    const text = before === undefined ? FEELINGS[mood] : `${FEELINGS[before]} → ${FEELINGS[mood]}`
    return [{ ...line(event, 'mood', text), id: `${event.id}.mood` }]
  }

  function take(event: WorldEvent): Line[] {
    switch (event.type) {
      case 'user.returned':
        away = event.gapMs
        return []
      case 'session.started':
        return [line(event, 'came', arrival(event, away))]
      case 'recommender.planned':
        return [line(event, 'planned', plan(event), event.plan)]
      case 'slate.shown':
        shown = event.items.length
        return slateLines(event, titles)
      case 'instruction.followed':
        return [line(event, 'followed', fate(event))]
      case 'review.asked':
        return moved(event)
      case 'feedback.given':
        return [...reactionLines(event, shown, titles), ...moved(event)]
      case 'share.made':
        return [
          {
            ...line(event, 'shared', 'passes it on to others'),
            item: { title: titles(event.item), slot: event.slot, actions: ['share'], watchSeconds: 0 }
          }
        ]
      case 'disengagement.sensed':
        return [line(event, 'sensed', `Senses the end${because(CAUSES_WHY[event.reason])}`)]
      case 'instruction.given':
        return [line(event, 'instruction', asking(event), event.instruction.text)]
      case 'mind.failed':
        return [line(event, 'failed', 'Its mind broke', event.message)]
      case 'recommender.failed':
        return [line(event, 'failed', 'The recommender broke; there is no slate', event.message)]
      case 'intervention.made': {
        const change = readIntervention(event.change)
        return [line(event, 'intervened', change ? saysIntervention(change, titles) : event.change)]
      }
      case 'session.ended':
        return [line(event, 'went', farewell(event))]
      case 'user.churned':
        return [line(event, 'went', 'Will not come back')]
      case 'review.answered':
      case 'instruction.asked':
      case 'instruction.answered':
        return []
    }
  }
  return { take }
}

function arrival({ population, segment, session }: EventOf<'session.started'>, away = 0): string {
  const who = `one of the “${segment}” of “${population}”`
  return session === 0 ? `Comes for the first time, ${who}` : `Back after ${span(away / 1_000)}, visit ${session + 1}`
}

function plan({ calls, late }: EventOf<'recommender.planned'>): string {
  if (late) return 'There was no time to plan; the slate is what was at hand'
  if (calls.length === 0) return 'The recommender makes a plan'
  return `The recommender plans: ${calls.map(({ tool, input }) => (input === '' ? tool : `${tool} “${input}”`)).join(', ')}`
}

function asking({ instruction }: EventOf<'instruction.given'>): string {
  const { act, target, seconds, also } = instruction
  const bound =
    act === 'length' && seconds !== undefined
      ? `, ${target === 'longer' ? 'at least' : 'at most'} ${span(seconds)}`
      : ''
  const more = also ? `, and ${wish(also.act, also.target)}` : ''
  const logged = [asLogged(act, target), ...(also ? [asLogged(also.act, also.target)] : [])].join('; ')
  return `Asks for ${wish(act, target)}${bound}${more} (${logged})`
}

function fate({ act, target, before, after }: EventOf<'instruction.followed'>): string {
  const heeded = obeyed(before, after)
  const how = heeded === 1 ? 'Followed' : heeded > 0 ? 'Followed in part' : 'Not followed'
  return `${how}: ${percent(before)} → ${percent(after)} of the slate is as asked for (${wish(act, target)})`
}

function farewell({ how, reason, turns, seconds }: EventOf<'session.ended'>): string {
  const after = `${plural(turns, 'slate')}${turns > 0 ? `, ${span(seconds)}` : ''}`
  switch (how) {
    case 'left':
      return `Leaves after ${after}${because(CAUSES_WHY[reason])}`
    case 'truncated':
      return `Would stay after ${after}; the run allows no more slates`
    case 'failed':
      return `The visit fails after ${after}`
  }
}
