import type { AnyStateMachine } from 'xstate'
import { RecoError } from '../contract/error.ts'
import type { Configuration } from './configuration.ts'
import { type Explored, explore, type Tree } from './explore.ts'
import { offencesIn } from './refusals.ts'

/** All that a machine can do, as decision trees that XState itself has shown. Nothing in it is of one person. */
export interface Program {
  readonly machine: AnyStateMachine
  /** The event types that it tells apart; the last of those that wildcards catch and of all others stand for many. */
  readonly events: readonly string[]
  /** Where it can come to rest. Configuration 0 is before birth. */
  readonly configurations: readonly Configuration[]
  readonly birth: Tree
  /** By configuration, then by event; undefined where nothing happens. */
  readonly trees: readonly (readonly (Tree | undefined)[])[]
  /** Which arrows may fire together in one step, by name, in order. The first: none. */
  readonly ways: readonly (readonly string[])[]
  /** How many times XState was run to find all this out. */
  readonly runs: number
  /** The position in `events` of what happens on an event of this type. */
  indexOf(type: string): number
}

const programs = new WeakMap<AnyStateMachine, Program | RecoError>()

/**
 * The program of a machine; of the same machine object, the same program.
 *
 * @throws RecoError `crowd.refused` naming every feature that no crowd can run, and the state it is in;
 *                   `crowd.too-large` with figures
 */
export function compile(machine: AnyStateMachine): Program {
  const program = programs.get(machine) ?? attempt(machine)
  programs.set(machine, program)
  if (program instanceof RecoError) throw program
  return program
}

/** What keeps a machine from being a crowd, each in a sentence that ends with its place; none where it can be one. */
export function refusals(machine: AnyStateMachine): string[] {
  const found = offencesIn(machine)
  if (found.length > 0) return found
  try {
    compile(machine)
    return []
  } catch (cause) {
    if (cause instanceof RecoError)
      return [(cause.parts.cause as RecoError | undefined)?.parts.what ?? cause.parts.what]
    throw cause
  }
}

function attempt(machine: AnyStateMachine): Program | RecoError {
  const found = offencesIn(machine)
  if (found.length > 0) return refused(machine, found)
  try {
    return programOf(machine, explore(machine))
  } catch (cause) {
    if (!(cause instanceof RecoError)) throw cause
    return cause.code === 'crowd.stuck' ? refused(machine, [cause.parts.what], cause) : cause
  }
}

const programOf = (machine: AnyStateMachine, { vocabulary, ...rest }: Explored): Program => ({
  machine,
  events: vocabulary.types,
  ...rest,
  indexOf: vocabulary.indexOf
})

const refused = (machine: AnyStateMachine, found: readonly string[], cause?: RecoError): RecoError =>
  new RecoError('crowd.refused', {
    what: `"${machine.id}" cannot run as a crowd:${found.map((what) => `\n  ${what}`).join('')}`,
    fix: 'Mend these places; or run it live (--engine live).',
    ...(cause ? { cause } : {})
  })
