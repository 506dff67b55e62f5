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

const drifted = drift.next

/** One person's way of looking at things: taken up from its row, changed by what it takes in, put back. */
export function createRegard({ columns, catalogue }: RulesSetting, p: RulesParameters) {
  const { features, quality, popularity, format } = catalogue
  const { pull, lengthTolerance } = p
  const width = catalogue.topics.length
  const logSeconds = catalogue.seconds.map(Math.log)
  const satiationLaw = { ...satiating.DEFAULTS, ...p.satiation }
  const taste = new Float64Array(width)
  const satiation = new Float64Array(width)
  const taken = new Float64Array(width)
  const person = { formats: 0, logPreferred: 0, conformity: 0, satiation: 0 }
  const regard: Regard = { match: 0, full: 0, liking: 0 }

  function takeUp(row: number): void {
    const from = row * width
    for (let topic = 0; topic < width; topic++) {
      taste[topic] = columns.taste[from + topic]!
      satiation[topic] = columns.satiation[from + topic]!
      taken[topic] = 0
    }
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

  /** @param part of the slate, 0 … 1, that taking this item in comes to @param direction in which it moves taste */
  function takeIn(item: number, part: number, direction: 1 | -1): void {
    const at = item * width
    const step = direction * p.drift.pace
    const give = 1 / p.drift.rigidity
    const rows = features // by names of its own: a loop that writes looks outer names up in every round
    const likings = taste
    const sums = taken
    for (let topic = 0; topic < width; topic++) {
      const share = rows[at + topic]!
      sums[topic]! += part * share
      likings[topic] = drifted(likings[topic]!, share, step, give)
    }
  }

  /** The slate is over: what was taken in fills, and the rest fades. */
  function putBack(row: number): void {
    const from = row * width
    satiating.nextInto(satiation, 0, taken, width, satiationLaw)
    for (let topic = 0; topic < width; topic++) {
      columns.taste[from + topic] = taste[topic]!
      columns.satiation[from + topic] = satiation[topic]!
    }
  }

  return { regard, takeUp, look, takeIn, putBack }
}
