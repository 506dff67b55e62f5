import { BehaviorSubject } from 'rxjs'
import { RecoError } from '../../contract/error.ts'
import { numbersOf } from '../../runner/options.ts'
import { checkNames, settingOf } from '../../runner/setting.ts'
import type { Programme, Show } from '../../studio/index.ts'
import { type Given, parseGiven, runOf, worldOf } from '../given.ts'
import { interrupted } from '../interrupted.ts'
import { print, printJson } from '../output.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { newHub, type Opening, openFor } from './opening.ts'

/** Opens the page, prints where it is, and stays until it is told to go. */
export async function work(log: string | undefined, typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  if (log !== undefined && given.start)
    throw new RecoError('run.bad-option', {
      what: 'A log is looked at again, and --start begins a run.',
      fix: 'Name a log, or give --start.'
    })
  const opening = log === undefined ? await runs(given) : await ofLog(log, given)
  const { studio, address } = await openFor(given, opening)
  if (given.json) printJson({ url: address, token: studio.token, port: studio.port })
  else print([address])
  if (!given.quiet && !given.json) tell('Ctrl-C ends it')
  try {
    if (given.start) await opening.start?.()
    await interrupted()
  } finally {
    await studio.close()
    await opening.close()
    opening.hub.close()
  }
}

interface Ready extends Opening {
  readonly start?: () => Promise<void>
  close(): Promise<void>
}

/** A page where runs are started. */
async function runs(given: Given): Promise<Ready> {
  const [{ createAttending }, { createDirector, peopleIn }, { formOf }] = await Promise.all([
    import('../../runner/attending.ts'),
    import('../../runner/directing.ts'),
    import('../../runner/form.ts')
  ])
  const hub = newHub()
  const world = worldOf(given)
  const run = runOf(given)
  checkNames(world)
  peopleIn(given.follow?.join() ?? '', numbersOf({ ...world, ...run }).users)
  await settingOf(world) // what is wrong with a file is told before anybody opens the page
  const form = formOf(world, run, given.follow)
  const attending = createAttending({
    inspect: hub.observer,
    recommenders: form.recommenders,
    pace: given.pace === undefined ? PACE : given.pace
  })
  const director = createDirector(attending, {
    world,
    run,
    form,
    onEnd: (error) =>
      error !== undefined && tellPlainly(`the run broke: ${error instanceof Error ? error.message : error}`)
  })
  const programme: Programme = {
    get show() {
      return attending.show
    },
    show$: attending.show$,
    director
  }
  return {
    programme,
    hub,
    charts: attending.charts,
    start: () => director.start(form.values),
    close: () => attending.close()
  }
}

/** Turns a second, so that one can follow. */
const PACE = 2

/** A page that looks at a log. */
async function ofLog(file: string, given: Given): Promise<Ready> {
  const { openLogged } = await import('./logged.ts')
  const { show, charts } = await openLogged(file, given)
  const shows = new BehaviorSubject<Show | undefined>(show)
  const programme: Programme = { show, show$: shows, director: undefined }
  return { programme, hub: newHub(), charts, close: () => show.close() }
}
