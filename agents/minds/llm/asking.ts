import {
  ACTIONS,
  CAUSES,
  type Catalogue,
  type ChatMessage,
  type Ending,
  type Instruction,
  type Persona,
  type Review,
  type SlateView
} from '../../../src/define.ts'
import { asData } from '../../../src/models/data.ts'
import type { ReviewAnswer } from './answers.ts'
import { fateIn, type Memory, memoryIn, newMemory, noteSlate, noteWish, sumUp } from './memory.ts'
import { personIn, stateIn } from './person.ts'
import { recalled } from './recall.ts'
import { RULES } from './rules.ts'
import { slateIn } from './slate.ts'

/** Tokens that an answer may have: for all of it, and for each item. */
const ROOM = { review: 300, item: 110, reflect: 400, depart: 450 } as const

interface Person {
  readonly persona: Persona
  readonly text: string
  readonly memory: Memory
  /** Of the slate that it went through last. */
  thoughts: readonly string[]
}

/** What a model is asked, and how long it may answer, in tokens. */
export interface Question {
  readonly messages: readonly ChatMessage[]
  readonly maxTokens: number
}

/** Puts people, what they remember and what they see into questions; and remembers what was answered. */
export function createAsking(catalogue: Catalogue) {
  const people = new Map<number, Person>()

  function asked(row: number, slate: SlateView, task: string): ChatMessage[] {
    const { memory, text } = people.get(row)!
    const parts = [memoryIn(memory), stateIn(slate), fateIn(memory, slate.obeyed), slateIn(catalogue, slate), task]
    return [
      { role: 'system', content: RULES },
      { role: 'user', content: text },
      { role: 'user', content: parts.filter(Boolean).join('\n\n') }
    ]
  }

  return {
    born(row: number, persona: Persona): void {
      people.set(row, { persona, text: personIn(persona), memory: newMemory(), thoughts: [] })
    },
    personaOf: (row: number): Persona => people.get(row)!.persona,
    /** What the person remembers, a line each; nothing before it is born. */
    recall(row: number): string[] {
      const person = people.get(row)
      return person ? recalled(person.memory) : []
    },
    thoughtOf: (row: number, slot: number): string => people.get(row)!.thoughts[slot] ?? '',

    review(row: number, slate: SlateView): Question {
      const messages = asked(row, slate, 'Review the slate as this person.')
      return { messages, maxTokens: ROOM.review + ROOM.item * slate.length }
    },
    reviewed(row: number, slate: SlateView, answer: ReviewAnswer): void {
      const person = people.get(row)!
      person.thoughts = answer.items.map(({ thought }) => thought)
      noteSlate(person.memory, catalogue, slate, answer)
    },

    reflect(row: number, slate: SlateView, review: Review): Question {
      const task = reflecting(slate, review, people.get(row)!.thoughts)
      return { messages: asked(row, slate, task), maxTokens: ROOM.reflect }
    },
    depart(row: number, slate: SlateView, review: Review): Question {
      const { thoughts } = people.get(row)!
      const task = `${gone(slate, review, thoughts)}\n\nIt feels like leaving; the cause is ${causeOf(review)}. ${DEPART}`
      return { messages: asked(row, slate, task), maxTokens: ROOM.depart }
    },
    reflected(row: number, instruction: Instruction): void {
      noteWish(people.get(row)!.memory, instruction)
    },

    over(row: number, session: number, how: Ending, felt: Float64Array): void {
      sumUp(people.get(row)!.memory, session, how, felt)
    }
  }
}

const DEPART =
  'Does this person stay after all, speak, or leave? Answer with one JSON object: next, cause (none for stay), and instruction: what it says, as for reflecting, where it speaks, else null.'

const causeOf = ({ leaveCause, disengageCause }: Review) => CAUSES[leaveCause || disengageCause]!

/** What the person did with the slate, and why it is about to go. */
const reflecting = (slate: SlateView, review: Review, thoughts: readonly string[]): string =>
  `${gone(slate, review, thoughts)}\n\nIt is about to leave; the cause is ${causeOf(review)}. Reflect as this person: what would keep it?`

function gone({ length }: SlateView, { actions, reached }: Review, thoughts: readonly string[]): string {
  const did = Array.from({ length: Math.min(reached, length) }, (_, slot) => ({
    slot: slot + 1,
    did: ACTIONS.filter((_action, bit) => actions[slot]! & (1 << bit)).join('+'),
    thought: thoughts[slot] ?? ''
  }))
  return `The person went through this slate so:\n<memory>\n${did.map(asData).join('\n')}\n</memory>`
}
