import type { Representation } from '../contract/plugin.ts'

/** How a cosine becomes a share: `midpoint` and `scale` in standard deviations above the cosine of unrelated texts. */
export const RELEVANCE = { midpoint: 2.6, scale: 0.55 } as const

/**
 * How far a text is about a topic: σ((z − midpoint) / scale), with z how many standard deviations of chance the cosine
 * lies above the mean cosine of unrelated texts in the same representation.
 *
 * @param cosine  −1 … 1
 * @param noise   of the representation
 * @returns       0 … 1
 */
export function relevance(cosine: number, noise: Representation['noise']): number {
  const z = (cosine - noise.mean) / noise.sd
  return 1 / (1 + Math.exp((RELEVANCE.midpoint - z) / RELEVANCE.scale))
}
