import type { RunResult } from '../contract/result.ts'
import { count } from './figures.ts'

/** One warning for all visits that broke: how many, of how many, with which recommender, and the first message. */
export function failureLine(
  { mind, recommender, first }: RunResult['failures'],
  failed: number,
  all: number,
  name: string
): string {
  const who = [mind > 0 ? 'the mind' : '', recommender > 0 ? 'the recommender' : ''].filter(Boolean).join(' or ')
  const which = failed >= all ? 'every visit' : `${count(failed)} of ${count(all)} visits`
  return `warning: ${which} with ${name} failed, because ${who} broke; the first said: ${first ?? 'nothing'}`
}
