import { FORMATS, type Persona, VOICES } from '../../../src/define.ts'
import type { RulesSetting } from './columns.ts'

/** Writes a person into its row. Topics that it never named are liked as far as they are kin to those that it did. */
export function born({ columns, catalogue }: RulesSetting, row: number, persona: Persona): void {
  const { topics, kinship } = catalogue
  const width = topics.length
  const named = new Map<number, number>()
  for (const [phrase, liking] of Object.entries(persona.interests)) {
    const topic = positionOf(topics, phrase)
    if (topic >= 0) named.set(topic, liking)
  }
  for (let topic = 0; topic < width; topic++) columns.taste[row * width + topic] = named.get(topic) ?? byKinship(topic)
  for (const [at, format] of FORMATS.entries()) columns.format[row * FORMATS.length + at] = persona.formats[format] ?? 0
  columns.preferredSeconds[row] = persona.preferredSeconds
  columns.voice[row] = VOICES.indexOf(persona.voice)
  for (const trait of ['activity', 'pickiness', 'variety', 'conformity', 'expressiveness', 'outspokenness'] as const)
    columns[trait][row] = persona.traits[trait]

  function byKinship(topic: number): number {
    let sum = 0
    let kin = 0
    for (const [other, liking] of named) {
      const near = kinship[topic * width + other]!
      sum += near * liking
      kin += near
    }
    return sum / Math.max(1, kin)
  }
}

const positions = new WeakMap<readonly string[], Map<string, number>>()

function positionOf(topics: readonly string[], phrase: string): number {
  let known = positions.get(topics)
  if (!known) {
    known = new Map(topics.map((topic, at) => [topic.toLowerCase(), at]))
    positions.set(topics, known)
  }
  return known.get(phrase.trim().toLowerCase()) ?? -1
}
