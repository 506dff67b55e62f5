import type { AnyMachineSnapshot } from 'xstate'
import { RecoError } from '../../contract/error.ts'
import { SCALARS } from '../../contract/session.ts'
import { createCrowdCast } from '../../crowd/cast.ts'
import { refusals } from '../../crowd/compile.ts'
import type { MindsetInput, MindsetMachine } from '../../mindset.ts'
import type { Cast, Census } from '../../streams/cast.ts'
import type { Logged } from './logged.ts'

/** Makes casts of mindsets that no crowd can run: they need `census` and `watch`. */
export type CastOf = (mindset: MindsetMachine, inputs: (row: number) => MindsetInput, people: number) => Cast

/** Everybody of a log, and where they are. */
export interface Everybody {
  readonly cast: Cast
  readonly census: Census
  /** A cast of one person alone, in row 0. */
  alone(row: number): Cast
  /** Of its context, those that go from 0 to 1. */
  readonly scalars: readonly string[]
}

/** @throws RecoError `studio.cannot-count` where a cast of one's own takes no census */
export function castEverybody(
  mindset: MindsetMachine,
  { users, patience, trust, groups }: Logged,
  castOf: CastOf
): Everybody {
  const make: CastOf = refusals(mindset).length === 0 ? crowdOf : castOf
  const inputOf = (row: number): MindsetInput => ({ patience: patience[row]!, trust: trust[row]! })
  const cast = make(mindset, inputOf, users.length)
  const census = cast.census?.((row) => groups.of[row]!, groups.segments.length)
  if (!census) throw cannotCount(mindset.id)
  return {
    cast,
    census,
    alone: (row) => make(mindset, () => inputOf(row), 1),
    scalars:
      users.length === 0 ? [] : SCALARS.filter((name) => name in (cast.snapshot(0) as AnyMachineSnapshot).context)
  }
}

const crowdOf: CastOf = (mindset, inputs, people) => createCrowdCast(mindset, inputs, people, { auditShare: 0 })

const cannotCount = (mindset: string): RecoError =>
  new RecoError('studio.cannot-count', {
    what: `Nobody can tell where people of the mindset "${mindset}" are: its cast takes no census.`,
    fix: 'Give a cast with `census`, as live actors have.'
  })
