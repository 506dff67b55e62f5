import { setMaxListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLanes } from '../src/streams/lanes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const after = (ms: number) => () => new Promise<void>((done) => setTimeout(done, ms))

test('no more run than there are lanes, first come first served', async () => {
  const lanes = createLanes({ most: 3 })
  const begun: number[] = []
  const all = Array.from({ length: 20 }, (_, nth) =>
    lanes.run(async () => {
      begun.push(nth)
      await after(10)()
    })
  )
  expect([lanes.inFlight, lanes.waiting]).toEqual([3, 17])
  await vi.runAllTimersAsync()
  await Promise.all(all)
  expect(begun).toEqual(Array.from({ length: 20 }, (_, nth) => nth))
  expect(lanes.mostInFlight).toBe(3)
})

test('one slow task stalls no other', async () => {
  const lanes = createLanes({ most: 2 })
  let ended = 0
  const slow = lanes.run(after(1_000_000))
  const quick = Array.from({ length: 100 }, () => lanes.run(after(10)).then(() => ended++))
  await vi.advanceTimersByTimeAsync(1_000)
  await Promise.all(quick)
  expect(ended).toBe(100)
  expect(lanes.inFlight).toBe(1)
  await vi.runAllTimersAsync()
  await slow
})

test('a task that throws frees its lane', async () => {
  const lanes = createLanes({ most: 1 })
  await expect(lanes.run(() => Promise.reject(new Error('broke')))).rejects.toThrow('broke')
  expect(await lanes.run(async () => 7)).toBe(7)
})

test('who gives up while it waits leaves its place, and its task never begins', async () => {
  const lanes = createLanes({ most: 1 })
  const first = lanes.run(after(10))
  const end = new AbortController()
  const task = vi.fn(async () => {})
  const second = lanes.run(task, end.signal)
  const third = lanes.run(async () => 'third')
  end.abort(new Error('gone'))
  await expect(second).rejects.toThrow('gone')
  expect(lanes.waiting).toBe(1)
  await vi.runAllTimersAsync()
  await first
  expect(await third).toBe('third')
  expect(task).not.toHaveBeenCalled()
})

test('thousands may give up, and the last in the queue still gets its turn', async () => {
  const lanes = createLanes({ most: 1 })
  const first = lanes.run(after(10))
  const end = new AbortController()
  setMaxListeners(0, end.signal)
  const gone = Array.from({ length: 5_000 }, () => lanes.run(async () => {}, end.signal))
  const last = lanes.run(async () => 'last')
  end.abort(new Error('gone'))
  expect((await Promise.allSettled(gone)).every(({ status }) => status === 'rejected')).toBe(true)
  await vi.runAllTimersAsync()
  await first
  expect(await last).toBe('last')
})

test('slowing down halves the lanes once for all that was under way, to no less than one', async () => {
  const lanes = createLanes({ most: 8 })
  const all = Array.from({ length: 8 }, () => lanes.run(after(10)).catch(() => {}))
  for (let told = 0; told < 5; told++) lanes.slowDown(0)
  expect(lanes.open).toBe(4)
  await vi.runAllTimersAsync()
  await Promise.all(all)
  for (let told = 0; told < 9; told++) lanes.slowDown(0) // nothing is under way: each is news
  expect(lanes.open).toBe(1)
})

test('nothing new begins before the longest pause is over', async () => {
  const lanes = createLanes({ most: 4 })
  lanes.slowDown(1_000)
  lanes.slowDown(200)
  const task = vi.fn(async () => {})
  const done = lanes.run(task)
  await vi.advanceTimersByTimeAsync(999)
  expect(task).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await done
  expect(task).toHaveBeenCalledOnce()
})

test('each success opens a part of a lane again, up to as many as there were', async () => {
  const lanes = createLanes({ most: 4 })
  lanes.slowDown(0)
  lanes.slowDown(0)
  expect(lanes.open).toBe(1)
  await lanes.run(async () => {})
  expect(lanes.open).toBe(2) // 1 + 1/1
  await lanes.run(async () => {})
  await lanes.run(async () => {}) // 2 + 1/2 + 1/2.5
  expect(lanes.open).toBe(2)
  await expect(lanes.run(() => Promise.reject(new Error('no success')))).rejects.toThrow()
  expect(lanes.open).toBe(2)
  for (let nth = 0; nth < 20; nth++) await lanes.run(async () => {})
  expect(lanes.open).toBe(4)
})
