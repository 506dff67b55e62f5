import { RecoError } from '../../contract/error.ts'
import type { Attending } from '../../runner/attending.ts'
import type { Visiting } from '../../runner/react.ts'
import { namesOn } from '../../shelf.ts'
import type { Given } from '../given.ts'
import { INTERRUPTED } from '../perform.ts'
import { tell } from '../stderr.ts'
import { plain } from '../text.ts'

/** A studio beside a command that runs something: it can be looked at while it runs, and afterwards. */
export interface Inspecting {
  readonly visit: Visiting
  /** Somebody is at the terminal: they are waited for. */
  ready(): Promise<void>
  /** Everything is over: stays for those who look, and for a while for those who may still come; then closes. */
  linger(): Promise<void>
  close(): Promise<void>
}

/** Does something that can be looked at, where the flags ask for it. */
export async function inspected(
  given: Given,
  work: (inspecting: Inspecting | undefined) => Promise<void>
): Promise<void> {
  const inspecting = await inspectingFor(given)
  try {
    await inspecting?.ready()
    await work(inspecting)
    if (process.exitCode !== INTERRUPTED) await inspecting?.linger()
  } finally {
    await inspecting?.close()
  }
}

/** How long a script waits for somebody to look, once all is over, s. */
const NOBODY_CAME = 60
const LOOK_EVERY = 100

/** Opens one where the flags ask for it. */
async function inspectingFor(given: Given): Promise<Inspecting | undefined> {
  if (given.inspect === undefined) return undefined
  // the studio and its page are loaded only where somebody is to look
  const [{ createAttending }, { newHub, openFor }] = await Promise.all([
    import('../../runner/attending.ts'),
    import('./opening.ts')
  ])
  const hub = newHub()
  const attending: Attending = createAttending({
    inspect: hub.observer,
    ...(given.recommender ? { recommenders: [given.recommender, ...namesOn('recommenders')] } : {}),
    pace: given.pace ?? null,
    ...(given.follow ? { follow: given.follow } : {})
  })
  const programme = {
    get show() {
      return attending.show
    },
    show$: attending.show$,
    director: { form: undefined, start: attending.noStart, act: attending.act, intervene: attending.intervene }
  }
  const { studio, address, viewers } = await openFor(given, { programme, hub, charts: attending.charts })
  tell(`studio  ${plain(address)}`)
  const isAttended = process.stdin.isTTY === true && process.stderr.isTTY === true
  let isClosed = false
  const close = async () => {
    if (isClosed) return
    isClosed = true
    await studio.close()
    await attending.close()
    hub.close()
  }
  return {
    visit: (signal) => attending.visit({ signal }),
    async ready() {
      if (!isAttended || viewers() > 0) return
      tell('waiting for a page to open it; Enter starts without')
      if ((await until(() => viewers() > 0, { isEnterEnough: true })) === 'Ctrl-C') throw stopped()
    },
    async linger() {
      if (isAttended || viewers() > 0) tell('it can still be looked at; Ctrl-C ends it')
      else tell(`it can be looked at for ${NOBODY_CAME} s more, and for as long as somebody does; Ctrl-C ends it`)
      const patience = isAttended ? Number.POSITIVE_INFINITY : NOBODY_CAME * 1_000
      const since = performance.now()
      let hasCome = viewers() > 0
      await until(() => {
        hasCome ||= viewers() > 0
        if (isAttended) return false
        return hasCome ? viewers() === 0 : performance.now() - since > patience
      })
      await close()
    },
    close
  }
}

const stopped = () =>
  new RecoError('run.interrupted', {
    what: 'It was stopped before it began.',
    fix: 'Start it again; nothing was written.'
  })

/** Resolves once it is so, at Ctrl-C, or at Enter where that is enough; with what it was. */
function until(isSo: () => boolean, { isEnterEnough = false } = {}): Promise<'so' | 'Ctrl-C' | 'Enter'> {
  return new Promise((resolve) => {
    const done = (why: 'so' | 'Ctrl-C' | 'Enter') => {
      clearInterval(timer)
      process.off('SIGINT', interrupt)
      if (isEnterEnough) process.stdin.off('data', enter).pause()
      resolve(why)
    }
    const interrupt = () => done('Ctrl-C')
    const enter = () => done('Enter')
    const timer = setInterval(() => isSo() && done('so'), LOOK_EVERY)
    process.on('SIGINT', interrupt)
    if (isEnterEnough) process.stdin.on('data', enter).resume()
  })
}
