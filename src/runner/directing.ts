import { extname } from 'node:path'
import { RecoError } from '../contract/error.ts'
import type { Form, Start } from '../studio/api.ts'
import type { Director } from '../studio/scene.ts'
import { type Attending, mustTakePart } from './attending.ts'
import { checkKeys, numbersOf, type RunOptions, type WorldOptions } from './options.ts'
import { playWorld } from './playing.ts'
import { checkNames } from './setting.ts'

export interface DirectingOptions {
  /** What every run is started with, where the form says nothing else. */
  readonly world: WorldOptions
  readonly run: Pick<RunOptions, 'sessions' | 'turns'>
  readonly form: Form
  /** Told of each run how it ended. */
  readonly onEnd?: (error: unknown) => void
}

/** Starts runs from what a form says, one at a time, and lets them be looked at. */
export function createDirector(attending: Attending, { world, run, form, onEnd }: DirectingOptions): Director {
  let runs = 0
  let isStarting = false
  return {
    form,
    act: attending.act,
    intervene: attending.intervene,
    async start(given) {
      if (isStarting || attending.isUnderWay) throw underWay()
      offered(given, form)
      const { isPaused, sessions, turns, follow = '', ...parts } = given
      const options: WorldOptions = { ...world, ...only(parts) }
      const how = { ...run, ...only({ sessions, turns }) }
      checkKeys(options)
      checkNames(options)
      const followed = peopleIn(follow, numbersOf({ ...options, ...how }).users)
      if (world.log !== undefined) options.log = numbered(world.log, ++runs)
      isStarting = true
      try {
        await new Promise<void>((resolve, reject) => {
          const { visitor, signal, onReach } = attending.visit({ isPaused, follow: followed, onOpened: resolve })
          playWorld(options, { ...how, signal }, undefined, { visitor, onReach }).then(
            () => onEnd?.(undefined),
            (error) => {
              reject(error)
              onEnd?.(error)
            }
          )
        })
      } finally {
        isStarting = false
      }
    }
  }
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }
const only = <T extends object>(parts: T): Given<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Given<T>

/** @throws RecoError `studio.nobody` */
export function peopleIn(text: string, users: number): number[] {
  const people = text.split(',').flatMap((one) => (one.trim() === '' ? [] : [Number(one)]))
  mustTakePart(people, users)
  return people
}

/** A page may choose among what it was offered; files are named by whoever opens the studio. */
function offered(given: Start, { schema }: Form): void {
  const properties = schema.properties as Readonly<Record<string, { readonly enum?: readonly unknown[] }>>
  for (const [name, value] of Object.entries(given)) {
    const choices = properties[name]?.enum
    if (value === undefined || !choices || choices.includes(value)) continue
    throw new RecoError('studio.not-offered', {
      what: `${name} is "${String(value)}"; it is one of ${choices.join(', ')}.`,
      fix: 'Name files of your own when you open the studio, such as: recoworld studio --recommender ./mine.ts'
    })
  }
}

/** `run.duckdb`, `run-2.duckdb`, …: each run has a log of its own. */
function numbered(file: string, run: number): string {
  if (run === 1) return file
  const extension = extname(file)
  return `${file.slice(0, file.length - extension.length)}-${run}${extension}`
}

const underWay = () =>
  new RecoError('studio.under-way', {
    what: 'A run is under way already.',
    fix: 'Stop it first, or wait until it is over.'
  })
