import { Intervention, type Whom } from '../../contract/intervention.ts'

/** What somebody did to the world, in a sentence. `titles`: of an item by its id. */
export function saysIntervention(change: Intervention, titles: (itemId: string) => string): string {
  switch (change.do) {
    case 'swap-recommender':
      return `The recommender “${change.to}” takes over.`
    case 'drop-item':
      return `“${titles(change.item)}” is withdrawn.`
    case 'set-trait':
      return `${change.trait} is set to ${Number(change.value.toFixed(3))} ${ofWhom(change.whom)}.`
  }
}

function ofWhom(whom: Whom): string {
  if (whom === 'everyone') return 'for everybody'
  return 'user' in whom ? `for person ${whom.user}` : `for “${whom.segment}” of “${whom.population}”`
}

/** An intervention as an event carries it; undefined where it is written in a way that is not known here. */
export function readIntervention(change: string): Intervention | undefined {
  try {
    return Intervention.safeParse(JSON.parse(change)).data
  } catch {
    return undefined
  }
}
