import type { Manifest } from '../contract/result.ts'
import { count } from './figures.ts'

const HOW = { live: 'live actors', crowd: 'a crowd', reference: 'the reference interpreter' } as const

/** How people were run, in words: `a crowd in 2 threads, 41 steps audited`. */
export function runBy({ engine, threads }: Pick<Manifest, 'engine' | 'threads'>, audited = 0): string {
  const inThreads = threads > 1 ? ` in ${threads} threads` : ''
  return `${HOW[engine]}${inThreads}${audited > 0 ? `, ${count(audited)} ${audited === 1 ? 'step' : 'steps'} audited` : ''}`
}
