import * as z from 'zod'
import type { Space } from '../contract/environment.ts'
import { checkedBy } from './protocol.ts'

/** The protocol knows objects only: what is none stands under this name. */
export const OBSERVATION = 'value'
export const ACTION = 'action'

export const isWrapped = (space: Space): boolean => space.kind !== 'record'

export const plainObservation = (observation: unknown): object =>
  typeof observation === 'object' && observation !== null && !Array.isArray(observation)
    ? observation
    : { [OBSERVATION]: observation }

const Wrapped = z.strictObject({ [ACTION]: z.unknown(), metadata: z.record(z.string(), z.unknown()).optional() })

/** @throws Refused VALIDATION_ERROR where the action is missing, or something else is there */
export function plainActionIn(data: Readonly<Record<string, unknown>>, space: Space): unknown {
  if (isWrapped(space)) return checkedBy(Wrapped, data)[ACTION]
  const { metadata, ...action } = data
  void metadata
  return action
}
