import type { StateValue } from 'xstate'
import type { MindsetContext, MindsetEvent, MindsetInput, MindsetMachine } from '../../src/mindset.ts'
import { wake } from '../../src/testing/mindset-life.ts'

export * from '../../src/testing/mindset-events.ts'

/** The scalars of an ordinary person, but for what a test is about. */
export const aPersona = (scalars: Partial<MindsetInput> = {}): MindsetInput => ({
  patience: 0.6,
  trust: 0.5,
  ...scalars
})

export interface Played {
  /** What the person said, in order. */
  said: readonly string[]
  value: { visit: StateValue; mood: StateValue }
  context: MindsetContext
  tags: readonly string[]
  /** The moods that it went through, from birth on, each as often as it came. */
  moods: readonly StateValue[]
}

/** Plays a piece of a life: who it is, what happens, what came of it. */
export function play(machine: MindsetMachine, persona: MindsetInput, events: readonly MindsetEvent[]): Played {
  const person = wake(machine, persona)
  const moods: StateValue[] = [person.snapshot.value.mood]
  for (const event of events) {
    const { mood } = person.send(event).snapshot.value
    if (mood !== moods.at(-1)) moods.push(mood)
  }
  const { value, context, tags } = person.snapshot
  return { said: person.said, value, context, tags: [...tags], moods }
}
