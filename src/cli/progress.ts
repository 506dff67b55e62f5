import { count, duration } from './figures.ts'
import { isLive, paintFor, widthOf } from './paint.ts'
import { clearLive, showLive, tell } from './stderr.ts'
import { cut } from './text.ts'

/** Work shorter than this says nothing, ms. */
const SHORT = 2_000
const EVERY = { live: 100, plain: 5_000 } as const
const BAR = 16
/** How far back the speed is looked at, ms. */
const WINDOW = 4_000

export interface Progress {
  /** Steps done, and the most that are left. */
  report(done: number, left: number): void
  /** What stands before the figures from now on. */
  note(text: string): void
  end(): void
}

const silent: Progress = { report() {}, note() {}, end() {} }

/** How far the work is and how long it may still take, on standard error: one live line in a terminal, else a line now and then. */
export function createProgress(name: string, quiet: boolean): Progress {
  if (quiet) return silent
  const overwrites = isLive(process.stderr)
  const every = overwrites ? EVERY.live : EVERY.plain
  const paint = paintFor(process.stderr)
  const started = performance.now()
  let first: { now: number; done: number } | undefined // what came before the first report was reading files
  let later: typeof first
  let last = started - every
  let noted = ''
  const isDue = (now: number) => now - started >= SHORT && now - last >= every
  const say = (text: string) => {
    last = performance.now()
    if (overwrites) showLive(text)
    else tell(text)
  }
  const reading = setTimeout(() => say(`${name}: reading and preparing …`), SHORT)
  reading.unref()
  return {
    report(done, left) {
      clearTimeout(reading)
      const now = performance.now()
      first ??= { now, done }
      if (now - (later?.now ?? first.now) > WINDOW) {
        first = later ?? first // how fast it is lately, not while it was getting warm
        later = { now, done }
      }
      if (!isDue(now) || left === 0 || done === first.done) return
      const share = done / (done + left)
      const speed = (done - first.done) / (now - first.now)
      const figures = `${noted}${Math.floor(100 * share)} %, ${count(speed * 1_000)} steps/s, ${duration(left / speed)} left at most`
      const room = widthOf(process.stderr) - 1
      const isRoomy = name.length + BAR + figures.length + 2 <= room
      if (!overwrites) say(`${name}: ${figures}`)
      else say(isRoomy ? `${name} ${paint('cyan', bar(share))} ${figures}` : cut(`${name} ${figures}`, room))
    },
    note(text) {
      noted = text === '' ? '' : `${text}  `
    },
    end() {
      clearTimeout(reading)
      clearLive()
    }
  }
}

/** `share` of a bar, to the eighth of a letter. */
function bar(share: number): string {
  const eighths = Math.round(share * BAR * 8)
  const rest = eighths % 8
  return ('█'.repeat(Math.floor(eighths / 8)) + (rest ? '▏▎▍▌▋▊▉'[rest - 1] : '')).padEnd(BAR, '░')
}
