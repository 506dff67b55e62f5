import type { AnyStateMachine } from 'xstate'
import { cannot } from './scope.ts'
import { nodesOf } from './walk.ts'

/** The events that a program tells apart. */
export interface Vocabulary {
  /** Types that the machine names; then one for all that each wildcard alone catches; then one for all that nothing does. */
  readonly types: string[]
  /** Adds a type, such as a timer's; its position. */
  add(type: string): number
  /** The position in `types` of what happens on an event of this type. */
  indexOf(type: string): number
}

/** Stands for all event types that are not named. */
const ANY = '(any other)'

export function vocabularyOf(machine: AnyStateMachine): Vocabulary {
  const descriptors = new Set(nodesOf(machine.root).flatMap((node) => [...node.transitions.keys()]))
  const named = [...descriptors].filter((descriptor) => !isWildcard(descriptor))
  const prefixes = [...descriptors]
    .filter((descriptor) => descriptor.endsWith('.*'))
    .map((descriptor) => descriptor.slice(0, -2))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1)) // whoever a longer one catches, its shorter ones do too
  const types = [...named, ...prefixes.map((prefix) => `${prefix}.${ANY}`), ANY]
  const index = new Map(types.map((type, i) => [type, i]))
  return {
    types,
    add(type) {
      const known = index.get(type)
      if (known !== undefined) return known
      index.set(type, types.length)
      return types.push(type) - 1
    },
    indexOf(type) {
      const known = index.get(type)
      if (known !== undefined) return known
      if (type.startsWith('xstate.'))
        throw cannot(`An event «${type}» was sent; events whose names begin with xstate. are XState's own.`)
      const prefix = prefixes.find((one) => type === one || type.startsWith(`${one}.`))
      return index.get(prefix === undefined ? ANY : `${prefix}.${ANY}`)!
    }
  }
}

const isWildcard = (descriptor: string): boolean => descriptor === '*' || descriptor.endsWith('.*')

/** Whether an event of this type finds a transition under this descriptor. */
export const catches = (descriptor: string, type: string): boolean =>
  descriptor === type ||
  descriptor === '*' ||
  (descriptor.endsWith('.*') && (type === descriptor.slice(0, -2) || type.startsWith(descriptor.slice(0, -1))))
