/** What an AbortSignal is, as far as it is asked here: there may be a cheaper one where there is one for each task. */
export interface EndSignal {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Work that takes its time, so many at once, first come first served. */
export interface Lanes {
  /**
   * Does it as soon as a lane is free.
   *
   * @param signal  gives up the place while it waits, rejecting with the signal's reason; once begun, the task itself must listen
   */
  run<Value>(task: () => Promise<Value>, signal?: EndSignal): Promise<Value>
  /**
   * Too much was asked: half the lanes from now on, at least one, and nothing new begins for `pauseMs`. What was under way
   * by then may say so again without halving again.
   */
  slowDown(pauseMs: number): void
  /** Nothing is waited for any more: pauses end. */
  close(): void
  /** Lanes that are open: 1 … `most`. */
  readonly open: number
  readonly inFlight: number
  readonly waiting: number
  readonly mostInFlight: number
}

interface Place {
  begin: (() => void) | undefined
}

/** Every task that ends well opens 1 / `open` of a lane again, until there are `most`: 1 or more. */
export function createLanes({ most }: { readonly most: number }): Lanes {
  let limit = most
  let running = 0
  let mostRunning = 0
  let waiting = 0
  const pauses = new Set<NodeJS.Timeout>()
  let sinceBefore = 0 // tasks that were under way when lanes were last halved
  let queue: (Place | undefined)[] = []
  let head = 0

  const isFree = () => pauses.size === 0 && running < Math.floor(limit)

  async function start<Value>(task: () => Promise<Value>): Promise<Value> {
    running++
    if (running > mostRunning) mostRunning = running
    try {
      const value = await task()
      if (limit < most) limit = Math.min(most, limit + 1 / limit)
      return value
    } finally {
      running--
      if (sinceBefore > 0) sinceBefore--
      goOn()
    }
  }

  function goOn(): void {
    while (waiting > 0 && isFree()) next()!.begin!()
  }

  /** The first that still waits; those who gave up left their place empty. */
  function next(): Place | undefined {
    for (;;) {
      const place = queue[head]
      queue[head++] = undefined
      if (head > 1_024 && head * 2 > queue.length) {
        queue = queue.slice(head)
        head = 0
      }
      if (place?.begin) return place
    }
  }

  return {
    run(task, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason)
      if (waiting === 0 && isFree()) return start(task)
      return new Promise((resolve, reject) => {
        const place: Place = {
          begin() {
            waiting--
            place.begin = undefined
            signal?.removeEventListener('abort', giveUp)
            resolve(start(task))
          }
        }
        const giveUp = () => {
          waiting--
          place.begin = undefined
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        waiting++
        queue.push(place)
      })
    },
    slowDown(pauseMs) {
      if (sinceBefore === 0) {
        limit = Math.max(1, limit / 2)
        sinceBefore = running
      }
      if (pauseMs <= 0) return
      const pause = setTimeout(() => {
        pauses.delete(pause)
        goOn()
      }, pauseMs)
      pauses.add(pause)
    },
    close() {
      for (const pause of pauses) clearTimeout(pause)
      pauses.clear()
    },
    get open() {
      return Math.floor(limit)
    },
    get inFlight() {
      return running
    },
    get waiting() {
      return waiting
    },
    get mostInFlight() {
      return mostRunning
    }
  }
}
