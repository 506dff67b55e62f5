import { bandOf, type GaugeVerdict, type Reference } from './judge.ts'
import type { Reading } from './reading.ts'

type Unit = Reading['unit']

/** A value in its unit, to three digits. */
export function figure(value: number, unit: Unit): string {
  const digits = (of: number) => String(Number(of.toPrecision(3)))
  if (unit === 'share' || unit === 'per impression') return `${digits(100 * value)} %`
  if (unit === 'bits') return `${digits(value)} bits`
  return Number(value.toFixed(3)).toString()
}

export function referenceInWords(value: Reference['value'], unit: Unit): string {
  if (typeof value === 'number') return figure(value, unit)
  const [from, to] = value
  if (from === null) return to === null ? 'any' : `at most ${figure(to, unit)}`
  return to === null ? `above ${figure(from, unit)}` : `${figure(from, unit)} … ${figure(to, unit)}`
}

/** What a gauge says, in one sentence. */
export function sentenceOf(
  { unit, measure, reference, means }: Pick<Reading, 'unit' | 'measure' | 'reference' | 'means'>,
  verdict: GaugeVerdict,
  isEnough: boolean
): string {
  if (!measure) return 'Not defined for what was seen.'
  if (!isEnough) return 'Too few people or impressions to say anything.'
  const is = figure(measure.value, unit)
  if (!reference) return sentence(`${is}: ${means.above}`)
  const people = `people ${referenceInWords(reference.value, unit)}`
  const far = timesOf(measure.value, reference)
  if (verdict === 'too high') return sentence(`${is}, ${people}${far}: ${means.above}`)
  if (verdict === 'too low') return sentence(`${is}, ${people}${far}: ${means.below}`)
  if (verdict === 'like people') return sentence(`${is}, ${people}: alike`)
  return sentence(`${is}, ${people}: more people or turns are needed to tell`)
}

const sentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`

/** How many times the reference it is, where that says something. */
function timesOf(value: number, reference: Reference): string {
  if (typeof reference.value !== 'number' || reference.value <= 0 || bandOf(reference)[0] <= 0) return ''
  const times = value / reference.value
  return times >= 10 ? ` (${Math.round(times)} times)` : ` (${times.toFixed(times < 0.1 ? 3 : 2)} times)`
}
