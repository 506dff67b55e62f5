import type { MindAccount, OfBoth } from '../../contract/plugin.ts'
import { count, decimal, percent } from '../figures.ts'

/** Slates that both halves went through, below which nothing is said of how far they are apart. */
const FEWEST = 30

/** Which half of a mind decided, and how far the two are apart where both did. */
export function mindLines({ decisions, byParametric, byModel, error }: MindAccount): string[] {
  const { new: ofNew, audit, leaving, instruction } = byModel
  const share = percent(1 - byParametric / decisions)
  const told = [
    `${share} of ${count(decisions)} decisions by the model: ${count(ofNew)} slates with something new, ${count(audit)} drawn by lot, ${count(leaving)} at leaving, ${count(instruction)} for words`
  ]
  if (!error) return told
  if (error.slates < FEWEST)
    return [...told, `gone through by both: ${count(error.slates)}, too few to tell how far they are apart`]
  const { slates, opened, liked, watchRatio, leaving: goes, logLoss } = error
  const both = (say: (value: number) => string, { model, parametric }: OfBoth) =>
    `${say(parametric)} against ${say(model)}`
  return [
    ...told,
    `on ${count(slates)} drawn slates the parametric mind opened ${both(percent, opened)} by the model, the same in ${percent(opened.agree / opened.of)} (by chance ${percent(opened.byChance)}); liked ${both(percent, liked)}, watched ${both(decimal, watchRatio)} of it, felt like leaving after ${both(percent, goes)}${logLoss ? `; log-loss ${decimal(logLoss.nats)}, by the rate alone ${decimal(logLoss.nullNats)}` : ''}`
  ]
}
