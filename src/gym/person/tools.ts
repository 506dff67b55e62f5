import * as z from 'zod'
import type { Chance } from '../../contract/chance.ts'
import type { Tool } from '../../contract/environment.ts'
import { RecoError } from '../../contract/error.ts'
import { FORMATS } from '../../contract/item.ts'
import type { Catalogue } from '../../contract/plugin.ts'
import type { Persona } from '../../contract/population.ts'
import type { PersonState } from './state.ts'

/** Liking, −1 … 1, from which on somebody says that it likes or dislikes something. */
const SAYS = 0.15

const Search = z.strictObject({
  query: z.string().trim().min(1).max(200).describe('What items shall be about, in plain words'),
  limit: z.number().int().min(1).max(50).default(10).describe('Items at most')
})
const Ask = z.strictObject({
  question: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .describe('What to ask the person, in plain words; name topics to hear of them')
})

/**
 * What a recommender that talks may do between two slates: find items, put a question to the person, be told how the last
 * slate went. A person takes one question a slate, and says of what it was asked about how it likes it; which is what it
 * believes of itself, and neither how it feels nor what it will open.
 */
export function personTools(
  catalogue: Catalogue,
  personaOf: (person: number, chance: Chance) => Persona
): readonly Tool<PersonState>[] {
  const briefOf = (item: number) => {
    const { id, title, category } = catalogue.items[item]!
    const topic = category || catalogue.topics[catalogue.topic[item]!]
    return { id, title, topic, format: FORMATS[catalogue.format[item]!], seconds: catalogue.seconds[item] }
  }
  const topics = catalogue.topics.map((topic) => [topic, 0] as const)
  return [
    {
      name: 'search',
      description: 'Items that may be shown now and are about something, most of all first.',
      input: Search,
      call({ candidates }, input) {
        const { query, limit } = input as z.output<typeof Search>
        const scores = catalogue.about(query)
        const found = candidates.map((id) => catalogue.indexOf(id)).filter((item) => scores[item]! > 0)
        found.sort((a, b) => scores[b]! - scores[a]! || a - b)
        return { items: found.slice(0, limit).map(briefOf) }
      }
    },
    {
      name: 'ask',
      description: 'Puts one question to the person; it takes one between two slates.',
      input: Ask,
      call(state, input, { chance }) {
        if (state.isAsked)
          throw new RecoError('environment.bad-tool', {
            what: 'The person was asked already, and takes one question between two slates.',
            fix: 'Show a slate first.'
          })
        state.isAsked = true
        return {
          answer: answerOf(personaOf(state.person, chance), (input as z.output<typeof Ask>).question, state, topics)
        }
      }
    },
    {
      name: 'explain',
      description: 'How the last slate went, item by item, how the person feels, and what it asked for.',
      input: z.strictObject({}),
      call({ history, feels, instruction }) {
        const last = history.at(-1)
        const slots = last?.slots.map(({ item, ...did }) => ({ ...briefOf(catalogue.indexOf(item)), ...did })) ?? []
        return { slate: slots, feels, asked: instruction?.text ?? null }
      }
    }
  ]
}

/** What a person says of itself, by its interests and by what it asked for last. */
function answerOf(
  { interests, formats }: Persona,
  question: string,
  { instruction }: PersonState,
  topics: readonly Liking[]
): string {
  const words = ` ${question.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  const isNamed = ([name]: Liking) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.length > 2 && words.includes(` ${word} `))
  const known: Liking[] = [...Object.entries(interests), ...Object.entries(formats)]
  const named = [known, topics].map((some) => some.filter(isNamed)).find((some) => some.length > 0) ?? []
  if (named.length > 0) return named.map(opinion).join(' ')
  if (instruction) return instruction.text
  const [favourite] = Object.entries(interests).sort(([, a], [, b]) => b - a)
  return favourite && favourite[1] >= SAYS ? `Mostly ${favourite[0]}.` : 'Nothing in particular.'
}

type Liking = readonly [name: string, liking: number]

const opinion = ([name, liking]: Liking): string =>
  liking >= SAYS ? `I like ${name}.` : liking <= -SAYS ? `I do not like ${name}.` : `I do not mind ${name}.`
