import type { Memory } from '../../streams/turn.ts'

/** Shared memory, kept in the order in which it is asked for, so that another thread that asks alike gets the same. */
export function recorded(): { readonly memory: Memory; readonly kept: SharedArrayBuffer[] } {
  const kept: SharedArrayBuffer[] = []
  return {
    kept,
    memory(bytes) {
      const buffer = new SharedArrayBuffer(bytes)
      kept.push(buffer)
      return buffer
    }
  }
}

/** Gives what another thread has kept, to whoever asks in the same order. */
export function replay(kept: readonly SharedArrayBuffer[]): Memory {
  let at = 0
  return () => kept[at++]!
}
