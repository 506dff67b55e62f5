import type { AnyStateMachine } from 'xstate'
import creator from '../../../machines/creator.ts'
import recommender from '../../../machines/recommender.ts'
import session from '../../../machines/session.ts'
import { type Chart, chartOf } from '../../chart/index.ts'
import { RecoError } from '../../contract/error.ts'
import { nearest } from '../../contract/nearest.ts'
import { fromShelf, isPath, namesOn } from '../../shelf.ts'
import { plain } from '../text.ts'

/** Statecharts of ours that are no mindsets. */
const OTHERS: Readonly<Record<string, AnyStateMachine>> = { session, recommender, creator }

/**
 * The chart of a mindset, of `session`, `recommender` or `creator`, or of the machine that a file exports.
 *
 * @throws RecoError `shelf.unknown-name`, `shelf.no-machine`, and those of `fromShelf`
 */
export function chartNamed(name: string): Chart {
  if (Object.hasOwn(OTHERS, name)) return chartOf(OTHERS[name]!)
  if (!isPath(name) && !namesOn('mindsets').includes(name)) throw unknown(name)
  const { definition } = loaded(name)
  if (!isMachine(definition)) throw noMachine(name)
  try {
    return chartOf(definition)
  } catch (cause) {
    throw new RecoError('shelf.no-machine', {
      what: `XState does not take this machine: ${plain((cause as Error).message)}`,
      at: { file: name },
      fix: 'Mend what it names; createActor(machine) fails on it too.',
      cause
    })
  }
}

function loaded(name: string): { definition: unknown } {
  try {
    return fromShelf('mindsets', name)
  } catch (error) {
    const { code } = error as RecoError
    if (code === 'shelf.no-default' || code === 'shelf.bad-definition') throw noMachine(name, error)
    throw error
  }
}

const isMachine = (definition: unknown): definition is AnyStateMachine =>
  typeof (definition as { root?: { states?: unknown } }).root?.states === 'object'

const noMachine = (file: string, cause?: unknown): RecoError =>
  new RecoError('shelf.no-machine', {
    what: 'What the file exports as default is no state machine.',
    at: { file },
    fix: 'Export one of XState 5: export default createMachine({ … }).',
    cause
  })

function unknown(name: string): RecoError {
  const names = [...namesOn('mindsets'), ...Object.keys(OTHERS)]
  const near = nearest(name, names)
  return new RecoError('shelf.unknown-name', {
    what: `There is no statechart "${plain(name)}" among ${names.join(', ')}.`,
    fix: near ? `Did you mean "${near}"?` : 'Take one of these, or give the path of a file (./my-machine.ts).'
  })
}
