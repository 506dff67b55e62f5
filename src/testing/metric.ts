import assert from 'node:assert/strict'
import type { MetricDefinition, SessionFact, TurnFact } from '../contract/plugin.ts'
import { createReview, createSlateView } from '../contract/review.ts'
import { ENDINGS } from '../contract/session.ts'
import { createChance } from '../kernel/chance.ts'
import { createTallies, merge } from '../world/tally.ts'
import { fakeCatalogue } from './catalogue.ts'
import type { Check } from './kit.ts'

const PEOPLE = 40
const SLOTS = 5

/** What a metric promises: a unit, a direction, a range that it keeps to, finite sums, and parts that merge to the whole. */
export function metricKit(name: string, definition: MetricDefinition): Check[] {
  const named = (what: string) => `${name}: ${what}`
  return [
    {
      name: named('says what it is, its unit, its direction and its range'),
      check() {
        assert.ok(definition.description.length > 10, 'the description says too little')
        assert.ok(definition.unit.length > 0, 'the unit is missing')
        assert.ok(['higher', 'lower', 'neither'].includes(definition.better), `better is ${definition.better}`)
        assert.ok(definition.range[0] < definition.range[1], `range is ${definition.range}`)
        assert.ok(definition.turn || definition.session, 'it looks at neither turns nor sessions')
      }
    },
    {
      name: named('adds finite numbers, and stays within its range'),
      check() {
        const { numerators, denominators } = tallyOf(definition, all())
        for (let user = 0; user < PEOPLE; user++) {
          const [top, bottom] = [numerators[user]!, denominators[user]!]
          assert.ok(
            Number.isFinite(top) && Number.isFinite(bottom) && bottom >= 0,
            `person ${user}: ${top} of ${bottom}`
          )
          if (bottom === 0) continue
          const slack = 1e-9 * Math.max(1, Math.abs(top))
          assert.ok(
            top / bottom >= definition.range[0] - slack && top / bottom <= definition.range[1] + slack,
            `person ${user}: ${top / bottom} is out of range`
          )
        }
      }
    },
    {
      name: named('merges: two halves of the people give the whole, and so do two halves of the turns'),
      check() {
        const whole = tallyOf(definition, all())
        for (const isFirst of [(user: number) => user < PEOPLE / 2, (_: number, session: number) => session === 0]) {
          const a = tallyOf(
            definition,
            all().filter(({ user, session }) => isFirst(user, session))
          )
          const b = tallyOf(
            definition,
            all().filter(({ user, session }) => !isFirst(user, session))
          )
          const merged = merge(a, b)
          for (let user = 0; user < PEOPLE; user++) {
            assert.ok(
              Math.abs(merged.numerators[user]! - whole.numerators[user]!) < 1e-9,
              `person ${user}: numerators do not add up`
            )
            assert.ok(
              Math.abs(merged.denominators[user]! - whole.denominators[user]!) < 1e-9,
              `person ${user}: denominators do not add up`
            )
          }
        }
      }
    },
    {
      name: named('keeps nothing of its own: whoever comes first, everybody has the same numbers'),
      check() {
        const forwards = all()
        const backwards = forwards.toSorted((a, b) => b.user - a.user) // stable: each person's own order stays
        assert.deepEqual(tallyOf(definition, backwards), tallyOf(definition, forwards))
      }
    }
  ]
}

type Fact = { user: number; session: number; turn?: TurnFact; ended?: SessionFact }

function tallyOf(definition: MetricDefinition, facts: readonly Fact[]) {
  const tallies = createTallies({ it: definition }, PEOPLE)
  for (const { turn, ended } of facts) {
    if (turn) tallies.turn(turn)
    if (ended) tallies.session(ended)
  }
  tallies.settle()
  return tallies.byMetric.it!
}

/** Two visits each of some people, made up by chance. */
function all(): Fact[] {
  const catalogue = fakeCatalogue({ items: 60, topics: 6, seed: 3 })
  const luck = createChance(3).for('metric-kit')
  return Array.from({ length: PEOPLE }, (_, user) => [0, 1].flatMap((session) => visit(user, session))).flat()

  function visit(user: number, session: number): Fact[] {
    luck.at(user, session)
    const turns = 1 + Math.floor(luck.block[0]! * 6)
    const how = ENDINGS[Math.floor(luck.block[1]! * ENDINGS.length)]!
    const facts: Fact[] = Array.from({ length: turns }, (_, turn) => ({
      user,
      session,
      turn: turnFact(user, session, turn)
    }))
    const gapMs = luck.block[2]! < 0.2 ? Number.POSITIVE_INFINITY : luck.block[2]! * 20 * 86_400_000
    const rest = {
      seconds: turns * 40,
      satisfaction: luck.block[3]!,
      instructions: turns > 3 ? 1 : 0,
      sensedAt: turns > 2 ? [turns - 2] : []
    }
    return [...facts, { user, session, ended: { user, session, how, turns, turnLimit: 6, gapMs, ...rest } }]
  }

  function turnFact(user: number, session: number, turn: number): TurnFact {
    const slate = createSlateView(SLOTS)
    const review = createReview(SLOTS)
    Object.assign(slate, { user, session, turn, length: SLOTS })
    review.reached = SLOTS
    for (let slot = 0; slot < SLOTS; slot++) {
      luck.at(user, session, turn, slot + 1)
      slate.items[slot] = (user * 7 + session * 13 + turn * SLOTS + slot) % catalogue.size
      review.affinity[slot] = 4 * luck.block[0]! - 2
      review.actions[slot] = luck.block[1]! < 0.5 ? 2 + (luck.block[2]! < 0.3 ? 4 : 0) : 1
      review.watchSeconds[slot] = luck.block[1]! < 0.5 ? 30 * luck.block[3]! : 0
    }
    const followed = turn % 2 === 1 ? { before: luck.block[0]!, after: luck.block[1]! } : null
    return { user, session, turn, slate, review, catalogue, followed }
  }
}
