import { EVENT_TYPES, type EventType } from '../contract/event.ts'
import { growing } from './growing.ts'

/** Texts one after the other, in UTF-8; text e ends before `ends[e]`. */
export interface Texts {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly ends: Int32Array
}

const ENCODER = new TextEncoder()
const TYPES = new Map(EVENT_TYPES.map((type) => [type, ENCODER.encode(type)]))
const LONGEST_ID = 4 * 17 + 64 // bytes: four safe integers, the longest type, dots
const [DOT, ZERO] = [46, 48]

/** Collects the texts of many columns in one place; each is told by its number. */
export function createTexts() {
  let bytes = new Uint8Array(65_536)
  let length = 0
  const ends = growing(Int32Array)
  const known = new Map<string, number>()

  function reserve(more: number): void {
    if (length + more <= bytes.length) return
    const wider = new Uint8Array(Math.max(2 * bytes.length, length + more))
    wider.set(bytes.subarray(0, length))
    bytes = wider
  }

  function end(): number {
    ends.push(length)
    return ends.count - 1
  }

  function digits(value: number): void {
    let size = 1
    for (let power = 10; power <= value; power *= 10) size++
    length += size
    for (let at = length - 1; size > 0; at--, size--) {
      const rest = Math.floor(value / 10)
      bytes[at] = ZERO + value - 10 * rest
      value = rest
    }
  }

  return {
    /** The number of a text; the same one for the same text. Half a character is kept as the sign for what is no character. */
    of(text: string): number {
      const found = known.get(text)
      if (found !== undefined) return found
      reserve(3 * text.length)
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i)
        if (unit < 0x80) bytes[length++] = unit
        else {
          length += ENCODER.encodeInto(text.slice(i), bytes.subarray(length)).written
          break
        }
      }
      const number = end()
      known.set(text, number)
      return number
    },
    /** The number of an event's id, which is new each time: written without a string being made of it. */
    ofId(type: EventType, user: number, session: number, turn: number, slot?: number): number {
      reserve(LONGEST_ID)
      digits(user)
      bytes[length++] = DOT
      digits(session)
      bytes[length++] = DOT
      digits(turn)
      bytes[length++] = DOT
      const name = TYPES.get(type)!
      for (let i = 0; i < name.length; i++) bytes[length++] = name[i]!
      if (slot !== undefined) {
        bytes[length++] = DOT
        digits(slot)
      }
      return end()
    },
    take(): Texts {
      const taken = { bytes: bytes.slice(0, length), ends: ends.take() }
      length = 0
      known.clear()
      return taken
    }
  }
}

export type TextStore = ReturnType<typeof createTexts>
