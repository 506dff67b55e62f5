// A representation of your own: how content becomes numbers, so that what is alike lies close.
// This one knows no meaning: each word has a direction of its own, and texts are alike when they share words.
import type { Content, RepresentationDefinition } from 'recoworld/define'

const DIMENSIONS = 256

const representation: RepresentationDefinition = {
  description: 'Shared words, and nothing else: a yardstick for representations that know what words mean',
  create() {
    return {
      dimensions: DIMENSIONS,
      // What the cosine of two texts is that have nothing to do with each other: its mean and how it varies.
      noise: { mean: 0.02, sd: 1 / Math.sqrt(DIMENSIONS) },
      // One row for each content, of length 1 (or all zeros where nothing is known). May return a promise.
      embed(contents) {
        const rows = new Float32Array(contents.length * DIMENSIONS)
        contents.forEach((content, at) => {
          const row = rows.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS)
          for (const word of wordsOf(content)) {
            const code = codeOf(word)
            row[code % DIMENSIONS]! += code & 0x80000000 ? 1 : -1
          }
          const length = Math.hypot(...row)
          if (length > 0) for (let i = 0; i < DIMENSIONS; i++) row[i]! /= length
        })
        return rows
      }
    }
  }
}

export default representation

const wordsOf = ({ title, category = '', topics = [], tags = [] }: Content): string[] =>
  [title, category, ...topics, ...tags].join(' ').toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []

/** The same whole number for the same word, 0 … 2³² − 1 (the hash FNV-1a). */
function codeOf(word: string): number {
  let code = 0x811c9dc5
  for (let i = 0; i < word.length; i++) code = Math.imul(code ^ word.charCodeAt(i), 0x01000193)
  return code >>> 0
}
