import { FORMATS } from '../../../src/define.ts'
import { affinity, drift, satiation as satiating } from '../../../src/laws/index.ts'
import type { RulesSetting } from './columns.ts'
import type { RulesParameters } from './parameters.ts'

/** What the person at hand makes of the item that it looked at last, before chance has its say. */
export interface Regard {
  /** Taste for what the item is about, and how full the person is of that. */
  match: number
  full: number
  /** In logits. */
  liking: number
}

/** One person's way of looking at things: taken up from its row, changed by what it takes in, put back. */
export function createRegard({ columns, catalogue }: RulesSetting, p: RulesParameters) {
  const { features, quality, popularity, format } = catalogue
  const { pull, lengthTolerance } = p
  const width = catalogue.topics.length
  const logSeconds = catalogue.seconds.map(Math.log)
  const taste = new Float64Array(width)
  const satiation = new Float64Array(width)
  const taken = new Float64Array(width)
  const person = { formats: 0, logPreferred: 0, conformity: 0, satiation: 0 }
  const regard: Regard = { match: 0, full: 0, liking: 0 }

  function takeUp(row: number): void {
    read(columns.taste, columns.satiation, row * width, taste, satiation)
    taken.fill(0)
    person.formats = row * FORMATS.length
    person.logPreferred = Math.log(columns.preferredSeconds[row]!)
    person.conformity = pull.popularity * columns.conformity[row]!
    person.satiation = pull.satiation * (0.3 + columns.variety[row]!)
  }

  /** @param times how often the person has seen the item lately */
  function look(item: number, times: number): void {
    const at = item * width
    let match = 0 // two inner products in one pass over what the item is about
    let full = 0
    for (let topic = 0; topic < width; topic++) {
      const share = features[at + topic]!
      match += taste[topic]! * share
      full += satiation[topic]! * share
    }
    const distance = affinity.mismatchOfLogs(logSeconds[item]!, person.logPreferred, lengthTolerance)
    regard.match = match
    regard.full = full
    regard.liking =
      affinity.utility(pull.taste * match, quality[item]!, distance, p.affinity) +
      person.conformity * (popularity[item]! - 0.5) +
      pull.format * columns.format[person.formats + format[item]!]! -
      person.satiation * full -
      pull.again * times
  }

  /** @param part of the slate, 0 … 1, that taking this item in comes to @param direction in which it moves taste, −1 away … 1 towards */
  function takeIn(item: number, part: number, direction: number): void {
    take(features, item * width, part, direction * p.drift.pace, 1 / p.drift.rigidity, taste, taken)
  }

  /** The slate is over: what was taken in fills, and the rest fades. */
  function putBack(row: number): void {
    write(taste, satiation, taken, p.satiation.retention, columns.taste, columns.satiation, row * width)
  }

  return { regard, takeUp, look, takeIn, putBack }
}

// Loops over topics take their arrays as arguments: names from outside are looked up anew in every round of a loop that writes.

function read(
  tastes: Float32Array,
  satiations: Float32Array,
  from: number,
  taste: Float64Array,
  satiation: Float64Array
): void {
  for (let topic = 0; topic < taste.length; topic++) {
    taste[topic] = tastes[from + topic]!
    satiation[topic] = satiations[from + topic]!
  }
}

function take(
  features: Float32Array,
  from: number,
  part: number,
  step: number,
  give: number,
  taste: Float64Array,
  taken: Float64Array
): void {
  for (let topic = 0; topic < taste.length; topic++) {
    const share = features[from + topic]!
    taken[topic]! += part * share
    taste[topic] = drifted(taste[topic]!, share, step, give)
  }
}

function write(
  taste: Float64Array,
  satiation: Float64Array,
  taken: Float64Array,
  left: number,
  tastes: Float32Array,
  satiations: Float32Array,
  from: number
): void {
  for (let topic = 0; topic < taste.length; topic++) {
    tastes[from + topic] = taste[topic]!
    satiations[from + topic] = faded(satiation[topic]!, taken[topic]!, left)
  }
}

const drifted = drift.next
const { faded } = satiating
