import type { AnyStateMachine } from 'xstate'
import { type Configuration, createResolver } from './configuration.ts'
import { createInterpreter, withoutDeeds } from './interpreter.ts'
import type { Event } from './shadow.ts'

/** What XState throws when it takes a step; undefined where it does not break on it. */
export type Explainer = (from: Configuration, context: object, event: Event) => { readonly error: unknown } | undefined

/** Takes steps that broke a row a second time, by XState; plain actions are not carried out again. */
export function createExplainer(machine: AnyStateMachine): Explainer {
  const dry = withoutDeeds(machine)
  const interpreter = createInterpreter(dry)
  const resolve = createResolver(dry)
  return (from, context, event) => {
    try {
      interpreter.step(resolve(from, context), event)
      return undefined
    } catch (error) {
      return { error }
    }
  }
}
