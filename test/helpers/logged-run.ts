import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, type RunResult, type WorldEvent, type WorldOptions } from 'recoworld'
import { openLog } from 'recoworld/log'
import { firstValueFrom } from 'rxjs'
import { afterAll } from 'vitest'
import { createCast } from '../../agents/user.ts'
import attention from '../../machines/mindsets/attention.ts'
import goalSeeking from '../../machines/mindsets/goal-seeking.ts'
import overloaded from '../../machines/mindsets/overloaded.ts'
import duty from '../../machines/recommender.ts'
import { type LogParts, type LogShowOptions, openLogShow } from '../../src/studio/log/show.ts'
import type { Show } from '../../src/studio/scene.ts'

const folder = mkdtempSync(join(tmpdir(), 'studio-log-'))
const open: Show[] = []
afterAll(async () => {
  for (const show of open) await show.close()
  rmSync(folder, { recursive: true, force: true })
})

let files = 0
export const newFile = () => join(folder, `${files++}.duckdb`)

export const MINDSETS = { attention, 'goal-seeking': goalSeeking, overloaded } as const

/** A run that was written to a log. */
export async function logged(
  options: WorldOptions,
  numbers: { sessions?: number; turns?: number; signal?: AbortSignal; onProgress?: (done: number) => void } = {}
): Promise<{ file: string; result: RunResult }> {
  const file = newFile()
  const result = await createWorld({ seed: 7, ...options, log: file }).run({ sessions: 2, turns: 8, ...numbers })
  return { file, result }
}

/** Its log as a show; closed when the tests are over. */
export async function shown(
  file: string,
  parts: Partial<LogParts> = {},
  options: Partial<LogShowOptions> = {}
): Promise<Show> {
  const show = await openLogShow(file, {
    partsOf: ({ mindset: { name } }) => ({
      mindset: MINDSETS[name as keyof typeof MINDSETS],
      duty,
      ...parts
    }),
    castOf: (mindset, inputs, people) => createCast(mindset, inputs, people),
    ...options
  })
  open.push(show)
  return show
}

export const trackOf = (show: Show, user: number) => firstValueFrom(show.track(user))

export async function eventsIn(file: string, user?: number): Promise<WorldEvent[]> {
  const log = await openLog(file)
  const events = await log.events(user === undefined ? {} : { user })
  await log.close()
  return events as WorldEvent[]
}

export const everyoneIn = (show: Show) => show.find({ text: '', offset: 0, limit: 100_000 }).people
