import { expect, test, vi } from 'vitest'
import { backOffMs, pause, retryAfterMs } from '../src/models/retry.ts'

test('waits double, lie between half and all of that, and hang on the question alone', () => {
  for (const [attempt, most] of [
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [9, 30_000]
  ] as const) {
    const waits = Array.from({ length: 200 }, (_, nth) => backOffMs(`question ${nth}`, attempt, 500))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(most / 2)
    expect(Math.max(...waits)).toBeLessThanOrEqual(most)
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(0.4 * most) // they do not come back all at once
  }
  expect(backOffMs('same', 2, 500)).toBe(backOffMs('same', 2, 500))
})

test('a wait that was told is kept to, and little more', () => {
  expect(backOffMs('question', 1, 500, 7_000)).toBeGreaterThanOrEqual(7_000)
  expect(backOffMs('question', 1, 500, 7_000)).toBeLessThanOrEqual(7_100)
})

test.each([
  ['0', 0],
  ['4', 4_000],
  [' 2.5 ', 2_500],
  ['Fri, 27 Nov 2026 07:00:09 GMT', 9_000],
  ['Fri, 27 Nov 2026 06:00:00 GMT', 0],
  ['soon', undefined],
  ['-3', undefined],
  ['', undefined],
  [undefined, undefined]
])('Retry-After %j asks for %j ms', (header, ms) => {
  expect(retryAfterMs(header, Date.parse('2026-11-27T07:00:00Z'))).toBe(ms)
})

test('a pause ends at once when nobody waits any longer', async () => {
  vi.useFakeTimers()
  const end = new AbortController()
  const waiting = pause(60_000, end.signal)
  end.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  expect(vi.getTimerCount()).toBe(0)
  await expect(pause(10, end.signal)).rejects.toThrow('gone')
  vi.useRealTimers()
})
