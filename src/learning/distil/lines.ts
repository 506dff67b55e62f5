import type { Likeness } from './behaviour.ts'
import type { HeldOut, Score } from './scores.ts'

/** A row to print: what it is about, and figures as text. */
export type Line = Readonly<Record<string, string>>

/** What a held-out report says, a row for each thing that is foretold. */
export function heldOutLines({ opened, reactions, passing, leaves, speaks, causes, watch, delight }: HeldOut): Line[] {
  const scores: [string, Score][] = [
    ['opened', opened],
    ...Object.entries(reactions).map(([action, score]): [string, Score] => [`${action}, if opened`, score]),
    ...Object.entries(passing).map(([action, score]): [string, Score] => [`${action}, if passed by`, score]),
    ['leaves', leaves],
    ['speaks up, if it stays', speaks]
  ]
  const rest: Line[] = []
  if (causes) rest.push({ ...blank('cause, if any', causes.n), nats: few(causes.nats), null: few(causes.nullNats) })
  if (watch)
    rest.push({
      ...blank('watch ratio (mean; largest distance)', watch.n),
      teacher: few(watch.teacherMean),
      distilled: few(watch.distilledMean),
      nats: few(watch.distance),
      null: few(watch.nullDistance)
    })
  rest.push({
    ...blank('delight (error; sd)', leaves.n),
    nats: few(delight.error),
    null: few(delight.sd)
  })
  return [...scores.map(([what, score]) => lineOf(what, score)), ...rest]
}

function lineOf(what: string, { n, teacher, distilled, nats, nullNats, retest }: Score): Line {
  return {
    ...blank(what, n),
    teacher: few(teacher),
    distilled: few(distilled),
    nats: few(nats),
    null: few(nullNats),
    'its own noise': retest ? `≥ ${few(retest.nats)}` : ''
  }
}

const blank = (what: string, n: number): Line => ({
  what,
  n: String(n),
  teacher: '',
  distilled: '',
  nats: '',
  null: '',
  'its own noise': ''
})

/** Two runs side by side. */
export function likenessLines({ teacher, distilled, ...distances }: Likeness): Line[] {
  const names = ['watchRatio', 'reached', 'delight', 'leaves', 'speaks', 'sessionLength', 'retention'] as const
  const figures = (of: Likeness['teacher']): [string, number][] => [
    ...Object.entries(of.rates),
    ...names.map((name): [string, number] => [name, of[name]])
  ]
  const theirs = new Map(figures(distilled))
  return [
    ...figures(teacher).map(([what, value]) => ({
      what,
      teacher: few(value),
      distilled: few(theirs.get(what)!),
      distance: ''
    })),
    ...Object.entries(distances).map(([what, value]) => ({ what, teacher: '', distilled: '', distance: few(value) }))
  ]
}

const few = (value: number): string =>
  value === 0 ? '0' : Math.abs(value) < 0.01 ? value.toPrecision(2) : value.toFixed(4)
