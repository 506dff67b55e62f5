import { hashOf } from './fingerprint.ts'

/** Seeds of replicates: the first is the one given, the others are made of it, each a whole number below 2^52. */
export const seedsOf = (seed: number, replicates: number): number[] =>
  Array.from({ length: replicates }, (_, nth) =>
    nth === 0 ? seed : Number.parseInt(hashOf(`${seed}/replicate/${nth}`).slice(0, 13), 16)
  )
