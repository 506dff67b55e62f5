import { RecoError } from '../../contract/error.ts'
import type { Linear } from './weights.ts'

/** A linear predictor in the order of its features, segments by number: 0 is nobody's, others count from 1. */
export interface Applied {
  readonly weights: Float64Array
  readonly offsets: Float64Array
  readonly slopes: Float64Array
}

/** @throws RecoError `distil.unknown-feature` */
export function apply(linear: Linear, features: readonly string[], segments: readonly string[]): Applied {
  const unknown = Object.keys(linear.coefficients).find((name) => !features.includes(name))
  if (unknown !== undefined)
    throw new RecoError('distil.unknown-feature', {
      what: `A coefficient is for "${unknown}", which is not looked at here: ${features.join(', ')}.`,
      fix: 'Fit the weights anew with this version: `recoworld distil`.'
    })
  const of = (named: Readonly<Record<string, number>>) =>
    Float64Array.from(['', ...segments], (name) => (name === '' ? 0 : (named[name] ?? 0)))
  return {
    weights: Float64Array.from(features, (name) => linear.coefficients[name] ?? 0),
    offsets: of(linear.offsets),
    slopes: of(linear.slopes)
  }
}

/** Every segment that some part of the weights tells apart, in the order of their names. */
export function segmentsIn(linears: readonly Linear[]): string[] {
  return [
    ...new Set(linears.flatMap(({ offsets, slopes }) => [...Object.keys(offsets), ...Object.keys(slopes)]))
  ].sort()
}
