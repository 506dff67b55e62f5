import { FORMATS, type Persona, VOICES } from '../../../src/define.ts'
import type { RulesSetting } from './columns.ts'

/** Writes people into their rows. Topics that one never named are liked as far as they are kin to those that it did. */
export function createBirth({ columns, catalogue }: RulesSetting) {
  const { topics, kinship } = catalogue
  const width = topics.length
  const positionOf = createIndex(topics)
  /** The topics that the person at hand named, and how it likes each. */
  const named = new Int32Array(width)
  const isNamed = new Uint8Array(width)
  const liking = new Float64Array(width)

  return function born(row: number, { index, interests, formats, preferredSeconds, voice, traits }: Persona): void {
    columns.who[row] = index | 0
    let count = 0
    for (const phrase in interests) {
      const topic = positionOf(phrase)
      if (topic < 0) continue
      if (isNamed[topic] === 0) named[count++] = topic
      isNamed[topic] = 1
      liking[topic] = interests[phrase]!
    }
    for (let topic = 0; topic < width; topic++)
      columns.taste[row * width + topic] = isNamed[topic] ? liking[topic]! : byKinship(topic, count)
    for (let i = 0; i < count; i++) isNamed[named[i]!] = 0
    for (let at = 0; at < FORMATS.length; at++) columns.format[row * FORMATS.length + at] = formats[FORMATS[at]!] ?? 0
    columns.preferredSeconds[row] = preferredSeconds
    columns.voice[row] = VOICES.indexOf(voice)
    columns.activity[row] = traits.activity
    columns.pickiness[row] = traits.pickiness
    columns.variety[row] = traits.variety
    columns.conformity[row] = traits.conformity
    columns.expressiveness[row] = traits.expressiveness
    columns.outspokenness[row] = traits.outspokenness
  }

  function byKinship(topic: number, count: number): number {
    let sum = 0
    let kin = 0
    for (let i = 0; i < count; i++) {
      const near = kinship[topic * width + named[i]!]!
      sum += near * liking[named[i]!]!
      kin += near
    }
    return sum / Math.max(1, kin)
  }
}

/** Positions of topics by the phrases that people use for them, −1 for others; a phrase is read once. */
function createIndex(topics: readonly string[]): (phrase: string) => number {
  const known = new Map(topics.map((topic, at) => [topic.toLowerCase(), at]))
  const phrases = new Map<string, number>()
  return (phrase) => {
    let at = phrases.get(phrase)
    if (at === undefined) {
      at = known.get(phrase.trim().toLowerCase()) ?? -1
      phrases.set(phrase, at)
    }
    return at
  }
}
