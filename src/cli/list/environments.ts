import * as z from 'zod'
import type { EnvironmentDefinition } from '../../contract/environment.ts'
import { plain, plainAll, wrap } from '../text.ts'

/** What is told of a world beside its name and description. */
export interface WorldFacts {
  readonly source: string
  /** What it may be told: a JSON schema. */
  readonly options: Readonly<Record<string, unknown>>
  /** Ways of acting that it is known by, and what each does. */
  readonly baselines: Readonly<Record<string, string>>
}

export function factsOf({ source, options, create }: EnvironmentDefinition): WorldFacts {
  const { baselines = {} } = create(options.parse({}))
  const does = Object.entries(baselines).map(([name, { description }]) => [name, description] as const)
  return plainAll({ source, options: z.toJSONSchema(options, { io: 'input' }), baselines: Object.fromEntries(does) })
}

/** The facts in lines: the source, options with their defaults, baselines. */
export function factLines({ source, options, baselines }: WorldFacts, width: number, indent: number): string[] {
  const known = (options.properties ?? {}) as Readonly<Record<string, { readonly default?: unknown }>>
  const settings = Object.entries(known).map(([name, { default: value }]) =>
    value === undefined ? name : `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`
  )
  const told = { source, options: settings.join(' '), baselines: Object.keys(baselines).join(', ') }
  return Object.entries(told).flatMap(([what, words]) =>
    words === ''
      ? []
      : wrap(what.padEnd(WORD) + plain(words), width - indent, WORD).map((line) => ' '.repeat(indent) + line)
  )
}

/** Columns of what a line is about. */
const WORD = 11
