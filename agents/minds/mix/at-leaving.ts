import type { ColumnSpec, MindDefinition } from '../../../src/define.ts'
import { type MixedDefinition, mixed } from './mixed.ts'

/**
 * A parametric mind that looks, chooses and watches; a model is asked only where the person feels like leaving: whether it
 * stays, speaks or goes, and in which words. About one short call a visit.
 */
export const atLeaving = <Specs extends Record<string, ColumnSpec>>(
  parametric: MindDefinition<Specs>,
  description: string
): MixedDefinition<Specs> => ({ ...mixed(parametric, { newBelow: 0, auditShare: 0 }), description })
