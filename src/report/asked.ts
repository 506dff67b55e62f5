import type { Usage, UsageCounts } from '../contract/model.ts'
import type { MindAccount } from '../contract/plugin.ts'
import { aside, numbers, table } from './blocks.ts'
import type { Html } from './html.ts'
import { section } from './page.ts'
import { clip, count, figure, many, percent } from './text.ts'

/** What the language model was asked and what it took; nothing where there was none. */
export function asked(usage: Usage | undefined, account?: MindAccount): Html | null {
  if (!usage) return null
  const { model, total, rows, notes } = usage
  const tokens = total.inputTokens + total.outputTokens
  const cost = total.money === null ? '' : `, ${moneyOf(total.money)} at the prices given`
  const kept = total.kept > 0 ? `, ${many(total.kept, 'answer')} taken from what was answered before` : ''
  const said = [
    `Model “${clip(model, 80)}”.`,
    ...(account && account.decisions > 0
      ? [
          `Of ${many(account.decisions, 'decision')} of people, the parametric half made ${percent(account.byParametric / account.decisions)}.`
        ]
      : []),
    ...(total.failed > 0 ? [`${many(total.failed, 'question')} had no answer, after retries.`] : []),
    ...(total.money === null ? ['No prices were given, so nothing is said of money.'] : []),
    ...notes.map((note) => clip(note, 300))
  ]
  return section(
    'What the language model was asked',
    `${many(total.decisions, 'decision')} took ${many(total.calls, 'call')} and ${many(tokens, 'token')}${cost}${kept}`,
    aside(said.join(' ')),
    numbers(
      table<readonly [string, UsageCounts]>(
        'What the language model was asked, in numbers',
        [
          { name: 'Who, what for', isWord: true, cell: ([who]) => who },
          { name: 'Decisions', cell: ([, of]) => count(of.decisions) },
          { name: 'Calls', cell: ([, of]) => count(of.calls) },
          { name: 'Kept answers', cell: ([, of]) => count(of.kept) },
          { name: 'Failed', cell: ([, of]) => count(of.failed) },
          { name: 'Tokens in', cell: ([, of]) => count(of.inputTokens) },
          { name: 'Tokens out', cell: ([, of]) => count(of.outputTokens) },
          { name: 'Money', cell: ([, of]) => (of.money === null ? '–' : moneyOf(of.money)) }
        ],
        [...rows.map((one) => [`${one.agent}, ${one.kind}`, one] as const), ['all', total]]
      )
    )
  )
}

const moneyOf = (money: number): string =>
  money > 0 && money < 0.005 ? 'under 0.01' : money < 100 ? money.toFixed(2) : figure(money)
