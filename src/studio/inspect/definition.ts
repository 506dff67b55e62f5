import { createHash } from 'node:crypto'
import type { AnyStateMachine } from 'xstate'
import { OF_A_DEFINITION, plain } from './plain.ts'

export interface Definition {
  /** JSON of a machine's config, states in their author's order. */
  readonly json: string
  readonly hash: string
  /** It has states: what is no machine has a name only. */
  readonly isDrawable: boolean
  /** The machine itself, where it is one of this process: its guards tell more of themselves than their JSON does. */
  readonly machine?: AnyStateMachine
}

const known = new WeakMap<object, Definition>()

/** What a machine says of itself; only a name of what is no machine. */
export function definitionOf(logic: unknown, name: string): Definition {
  const config = (logic as { config?: unknown } | undefined)?.config
  if (typeof config !== 'object' || config === null) return definitionFrom(JSON.stringify({ id: name }))
  const before = known.get(config)
  if (before) return before
  const said = definitionFrom(JSON.stringify(plain(config, OF_A_DEFINITION)))
  const definition = isMachine(logic) ? { ...said, machine: logic } : said
  known.set(config, definition)
  return definition
}

export const definitionFrom = (json: string): Definition => ({
  json,
  isDrawable: json.includes('"states"'),
  hash: createHash('sha256').update(json).digest('base64url').slice(0, 16)
})

const isMachine = (logic: unknown): logic is AnyStateMachine =>
  typeof logic === 'object' && logic !== null && 'root' in logic && 'states' in logic
