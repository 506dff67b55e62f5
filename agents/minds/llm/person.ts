import { MOODS, type Persona, SCALARS, type SlateView, type Traits } from '../../../src/define.ts'

const HOW: Record<Persona['voice'], string> = {
  plain: 'plainly',
  warm: 'warmly',
  blunt: 'bluntly, in few words',
  playful: 'playfully',
  formal: 'formally'
}

/** What each trait is called at its ends. */
const ENDS: Record<keyof Traits, readonly [low: string, high: string]> = {
  activity: ['opens little', 'opens a lot'],
  pickiness: ['easily pleased', 'picky'],
  variety: ['content with more of the same', 'wants variety'],
  conformity: ['ignores what is popular', 'drawn to what is popular'],
  expressiveness: ['almost never reacts in public', 'readily likes, comments and shares'],
  outspokenness: ['leaves in silence', 'says what is wrong'],
  patience: ['impatient', 'patient'],
  trust: ['does not expect to be listened to', 'expects to be listened to']
}

/** Who the person is: the same in each of its questions, so that servers keep it. */
export function personIn(persona: Persona): string {
  const { segment, age, region, device, voice, interests, formats, preferredSeconds, traits } = persona
  const liked = Object.entries(interests).sort(([, a], [, b]) => b - a)
  const list = (all: readonly (readonly [string, number])[]) =>
    all.map(([what, how]) => `${what} (${signed(how)})`).join(', ')
  const named = (Object.keys(ENDS) as (keyof Traits)[]).flatMap((trait) => inWords(trait, traits[trait]))
  return [
    `The person: ${age} years old, of the kind “${segment}”${region ? `, lives in ${region}` : ''}, on a ${device}. Thinks and writes ${HOW[voice]}.`,
    `Likes and dislikes, -1 to 1: ${list(liked) || 'nothing in particular'}.`,
    ...(Object.keys(formats).length > 0 ? [`Formats, -1 to 1: ${list(Object.entries(formats))}.`] : []),
    `Likes items of about ${Math.round(preferredSeconds)} seconds best.`,
    `Character: ${named.join('; ') || 'average in everything'}.`
  ].join('\n')
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(1)}`

function inWords(trait: keyof Traits, value: number): string[] {
  const [low, high] = ENDS[trait]
  if (value >= 0.8) return [`very much: ${high}`]
  if (value >= 0.6) return [high]
  if (value <= 0.2) return [`very much: ${low}`]
  return value <= 0.4 ? [low] : []
}

const HOUR = 3_600_000
const PARTS = ['night', 'morning', 'afternoon', 'evening'] as const

/** When it is, and how the person feels as the slate comes. */
export function stateIn({ at, session, turn, turnsLeft, felt, mood }: SlateView): string {
  const minutes = Math.floor((at / 60_000) % 1_440)
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
  const scalars = SCALARS.map((name, i) => `${name} ${felt[i]!.toFixed(2)}`).join(', ')
  return [
    `It is day ${1 + Math.floor(at / (24 * HOUR))}, ${clock} (${PARTS[Math.floor(minutes / 360)]}). Visit ${session + 1}, slate ${turn + 1}${turnsLeft <= 1 ? ', the last that there is time for' : ''}.`,
    `Mood: ${MOODS[mood] ?? 'unknown'}. How it feels, 0 to 1: ${scalars}.`
  ].join('\n')
}

const pad = (value: number) => String(value).padStart(2, '0')
