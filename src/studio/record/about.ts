import { type Persona, TRAITS } from '../../contract/population.ts'
import { span } from '../story/words.ts'

/** From here on a trait is told of, below the one and above the other. */
const [LOW, HIGH] = [0.33, 0.67]
/** Likings are told of from so much on, and so many of them. */
const [FELT, MOST] = [0.15, 6]

/** Who somebody is, each a short line. Words are as the population has them. */
export function about({ age, device, region, voice, interests, formats, preferredSeconds, traits }: Persona): string[] {
  const likes = named(interests, 1)
  const dislikes = named(interests, -1)
  const looks = named(formats, 1)
  const high = TRAITS.filter((trait) => traits[trait] >= HIGH)
  const low = TRAITS.filter((trait) => traits[trait] <= LOW)
  const marked = [...(high.length > 0 ? [`high ${list(high)}`] : []), ...(low.length > 0 ? [`low ${list(low)}`] : [])]
  return [
    `${age} years old, ${DEVICES[device]}${region === '' ? '' : `, ${region}`}`,
    ...(likes.length > 0 ? [`Likes ${list(likes)}`] : []),
    ...(dislikes.length > 0 ? [`Dislikes ${list(dislikes)}`] : []),
    `Likes things of about ${span(preferredSeconds)} best${looks.length > 0 ? `, and ${looks.length > 1 ? 'the formats' : 'the format'} ${list(looks)}` : ''}`,
    ...(marked.length > 0 ? [`Has ${marked.join('; ')}`] : []),
    `Talks in a ${voice} way`
  ]
}

const DEVICES = { phone: 'on a phone', tablet: 'on a tablet', desktop: 'at a desktop', tv: 'before a TV' } as const

/** Names of what is liked (sign 1) or disliked (−1), the strongest first. */
const named = (likings: Readonly<Record<string, number | undefined>>, sign: 1 | -1): string[] =>
  Object.entries(likings)
    .map(([name, liking = 0]) => ({ name, liking: sign * liking }))
    .filter(({ liking }) => liking >= FELT)
    .sort((a, b) => b.liking - a.liking)
    .slice(0, MOST)
    .map(({ name }) => name)

const list = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('')
