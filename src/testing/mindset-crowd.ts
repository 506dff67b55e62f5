import { RecoError } from '../contract/error.ts'
import { refusals } from '../crowd/compile.ts'
import type { Subject } from './mindset-chart.ts'

/** An action that XState carries out itself: assign, emit, raise, cancel, … */
type BuiltIn = { type?: string }

/** It compiles; and its actions are of the two kinds that leave no trace outside: those that assign and those that emit. */
export function checkCrowd({ name, machine }: Subject): void {
  const found = [...refusals(machine), ...deedsIn(machine.implementations.actions as Record<string, unknown>)]
  if (found.length === 0) return
  throw new RecoError('mindset.crowd', {
    what: `It cannot run as a crowd, or leaves traces that no engine may rely on:${found.map((what) => `\n  ${what}`).join('')}`,
    at: { mindset: name },
    fix: 'Name guards and actions in setup(), let actions assign or emit, let moods change on `felt`, and let the stage wait and draw.'
  })
}

function deedsIn(actions: Record<string, unknown>): string[] {
  return Object.entries(actions)
    .map(([name, action]) => [name, (action as BuiltIn).type ?? 'a plain function'])
    .filter(([, type]) => type !== 'xstate.assign' && type !== 'xstate.emit')
    .map(([name, type]) => `the action «${name}» (${type}) neither assigns nor emits`)
}
