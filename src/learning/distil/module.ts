import type { DistilledWeights } from './weights.ts'

/** The text of a file (.mjs) whose default export is the mind of these weights: what `--mind ./distilled.mjs` takes. */
export function moduleOf(weights: DistilledWeights): string {
  return `import { distilledMind } from 'recoworld/minds/distilled'

export default distilledMind(${JSON.stringify(weights, null, 2)})
`
}
