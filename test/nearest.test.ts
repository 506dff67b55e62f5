import fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean, editDistance, fold, nearest } from '../src/contract/nearest.ts'

test('the distance counts letters added, dropped, changed and swapped', () => {
  expect(editDistance('patience', 'patince')).toBe(1)
  expect(editDistance('patience', 'patienec')).toBe(1)
  expect(editDistance('kitten', 'sitting')).toBe(3)
  expect(editDistance('', 'abc')).toBe(3)
})

test('the distance is a distance: nought to itself, the same both ways, no more than the longer word', () => {
  const word = fc.string({ maxLength: 12 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, a)).toBe(0)
      expect(editDistance(a, b)).toBe(editDistance(b, a))
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
    })
  )
})

test('the nearest name is found whatever its case and separators, and none where nothing is near', () => {
  const names = ['patience', 'pickiness', 'durationSeconds']
  expect(nearest('Duration_Seconds', names)).toBe('durationSeconds')
  expect(nearest('patince', names)).toBe('patience')
  expect(nearest('zebra', names)).toBeUndefined()
  expect(nearest('x', ['y'])).toBeUndefined()
  expect(nearest('', names)).toBeUndefined()
  expect(nearest('constructor', [])).toBeUndefined()
})

test('a name that is far from all is answered with what there is', () => {
  expect(didYouMean('zebra', ['share', 'voice'])).toBe('Known here: share, voice.')
  expect(didYouMean('shre', ['share', 'voice'])).toBe('Did you mean "share"?')
})

test('folding keeps letters and digits of any script', () => {
  expect(fold('Video ID')).toBe(fold('video_id'))
  expect(fold('ÜBER-titel')).toBe('übertitel')
})
