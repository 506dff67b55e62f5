import { SCALARS } from '../../../src/contract/session.ts'
import type { Line, Step, Track } from '../../../src/studio/api.ts'
import { luckOf } from './luck.ts'
import { REASONS, SEGMENTS, TITLES, WISHES } from './words.ts'

/** As many steps and lines of somebody are kept. */
const KEPT = 600

interface When {
  readonly session: number
  readonly turn: number
}

/** What is written down about one person who is followed. */
export interface Diary {
  step(when: When, event: string, arrows: readonly string[], states: readonly string[]): void
  line(when: When, line: Omit<Line, 'id' | 'session' | 'turn' | 'at'>): void
  slate(when: When): void
  wish(when: When): void
  whole(): Track
  /** For one reader: each call gives what came since the one before. */
  reader(): () => Track | undefined
}

export function diaryOf(user: number, segment: number, since: When | null): Diary {
  const luck = luckOf(user + 1)
  const about = SEGMENTS[segment] ?? SEGMENTS[0]
  const scalars: Record<string, number> = Object.fromEntries(SCALARS.map((name) => [name, 0.3 + 0.4 * luck()]))
  const context = { ...scalars, temper: scalars.patience ?? 0.5, session: 0, turn: 0 } as Record<string, number>
  const steps: Step[] = []
  const lines: Line[] = []
  let dropped = 0
  let written = 0
  let stepped = 0
  let at = 6 * 3_600_000 + user * 1_000

  const track = (isWhole: boolean, newSteps: number, newLines: number): Track => ({
    user,
    population: about.population,
    segment: about.segment,
    about: [
      `${28 + (user % 34)} years old, on a phone`,
      'Likes morning news, new technology; dislikes <i>prank comedy</i>',
      'Sits by the window before seven'
    ],
    since,
    isLive: true,
    isWhole,
    steps: steps.slice(Math.max(0, steps.length - newSteps)),
    lines: lines.slice(Math.max(0, lines.length - newLines)),
    dropped,
    memory: {
      person: ['Last visit: bored, left after 7 slates', 'Asked for less hairstyling; it was heard'],
      recommender: ['Clicks on pottery: 3 of 5', 'Wish still open: "Shorter ones, my stop is next."']
    }
  })
  const line: Diary['line'] = ({ session, turn }, given) => {
    lines.push({ id: `${user}-${written++}`, session, turn, at, ...given })
    if (lines.length > KEPT) lines.shift()
  }
  return {
    step(when, type, arrows, states) {
      at += 400 + Math.round(9_000 * luck())
      for (const name of SCALARS)
        context[name] = Math.max(0, Math.min(1, (context[name] ?? 0.5) + 0.16 * (luck() - 0.5)))
      const { session, turn } = when
      Object.assign(context, when)
      steps.push({ session, turn, at, event: { type, session, turn }, states, arrows, context: { ...context } })
      stepped++
      if (steps.length <= KEPT) return
      steps.shift()
      dropped++
    },
    line,
    slate(when) {
      const first = Math.floor(luck() * TITLES.length)
      line(when, { kind: 'slate', text: 'Was shown 10 items: something of everything' })
      for (let slot = 0; slot < 3; slot++) {
        const opens = luck() < 0.45
        const item = {
          title: TITLES[(first + slot) % TITLES.length] ?? '',
          slot,
          actions: opens ? (luck() < 0.2 ? ['click', 'like'] : ['click']) : ['skip'],
          watchSeconds: opens ? Math.round(300 * luck()) / 10 : 0
        }
        const why = REASONS[Math.floor(luck() * REASONS.length)] ?? ''
        line(when, { kind: 'reaction', text: `${opens ? 'Opened it' : 'Passed on it'}: ${why}`, item })
        if (opens && luck() < 0.1) line(when, { kind: 'shared', text: 'Passed it on to two people', item })
      }
    },
    wish(when) {
      const wish = WISHES[Math.floor(luck() * WISHES.length)] ?? WISHES[0]
      line(when, { kind: 'sensed', text: 'Is about to go: repetitive' })
      line(when, { kind: 'instruction', text: `Asks to ${wish.act}`, words: wish.words })
      line(when, {
        kind: 'planned',
        text: 'Plans: fewer of the topic, neighbours of it instead',
        words: 'The person is tired of <hairstyling>; I search for related crafts.'
      })
      line(when, { kind: 'followed', text: 'Followed: 0.2 of the slate fitted before, 0.8 after' })
    },
    whole: () => track(true, steps.length, lines.length),
    reader() {
      let read = { stepped, written }
      return () => {
        const told = track(false, stepped - read.stepped, written - read.written)
        read = { stepped, written }
        return told.steps.length + told.lines.length > 0 ? told : undefined
      }
    }
  }
}
