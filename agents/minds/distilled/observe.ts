import {
  type Catalogue,
  type Chance,
  type ColumnSpec,
  type ColumnsOf,
  createReview,
  FORMATS,
  isHopeless,
  isStop,
  type Mind,
  type MindDefinition,
  RecoError,
  type Review,
  type SlateView
} from '../../../src/define.ts'
import { type Answer, type Deed, deedOf, ITEM } from '../../../src/learning/distil/answer.ts'
import { isOpened } from '../../../src/learning/distil/rows.ts'
import { createArrival } from '../rules/arrive.ts'
import { createBirth } from '../rules/born.ts'
import { COLUMNS, type RulesSetting } from '../rules/columns.ts'
import { SHORT_VIDEO } from '../rules/parameters.ts'
import { createScene } from './scene.ts'

export interface Observing {
  /** Told of each slate that was gone through, in the order in which people were asked. What it is given is its own. */
  readonly onAnswer: (answer: Answer) => void
  /**
   * The part of decisions, 0 … 1, that the teacher makes a second time with other luck, to learn how far it agrees with
   * itself. What it remembers in columns is as if it had been asked once; of one that asks a model, later answers of the
   * same person in the same run are left out, for it may remember both. Default 0.
   */
  readonly retest?: number
}

type Columns = Record<string, ColumnSpec>
const OWN = 'own '

/**
 * A mind that decides as its teacher does, and tells what it decided. Beside the teacher it keeps the state that a
 * distilled mind would have, had it done the same.
 *
 * @throws RecoError `distil.bad-retest`
 */
export function observing(teacher: MindDefinition, { onAnswer, retest = 0 }: Observing): MindDefinition {
  if (!(retest >= 0 && retest <= 1))
    throw new RecoError('distil.bad-retest', {
      what: `The part of decisions to make twice is ${retest}.`,
      fix: 'Give a number from 0 to 1.'
    })
  return {
    ...teacher,
    description: `${teacher.description}; observed`,
    columns: { ...teacher.columns, ...prefixed(COLUMNS) },
    create(setting) {
      const { catalogue, chance, columns } = setting
      const own = { ...setting, columns: unprefixed(columns) } as RulesSetting
      const mind = teacher.create(setting)
      return watched(mind, own, onAnswer, {
        isAsked: ({ user, session, turn }) => retest > 0 && chance.for('retest').at(user, session, turn) < retest,
        keeps: teacher.asksModel === undefined || mind.again !== undefined,
        state: rowsOf(teacher.columns, columns, catalogue)
      })
    }
  }
}

interface Retest {
  readonly isAsked: (slate: SlateView) => boolean
  /** Whether all that the teacher remembers is in its columns. */
  readonly keeps: boolean
  readonly state: (row: number) => readonly Row[]
}

function watched(mind: Mind, setting: RulesSetting, onAnswer: Observing['onAnswer'], retest: Retest): Mind {
  const { catalogue } = setting
  const birth = createBirth(setting)
  const arrival = createArrival(setting, SHORT_VIDEO)
  const { scene, view, expect, follow, judge, speak } = createScene(setting)
  const segments = new Map<number, string>()
  /** Who was asked twice, and may remember it. */
  const blurred = new Set<number>()
  const told = inOrder(onAnswer)
  const deed = (slate: SlateView, review: Review): Deed =>
    deedOf(review, isOpened, (slot) => catalogue.seconds[slate.items[slot]!]!)

  /** Takes in what was done, and writes it down. */
  function note(row: number, slate: SlateView, review: Review, again: Review | undefined): Answer {
    view(row, slate)
    expect(row, slate)
    const done = deed(slate, review)
    follow(row, slate, done.reached, done.actions, done.ratios)
    judge(row, done.delight)
    if (done.leaveCause === 0 && done.disengageCause !== 0) speak(row, slate.turn)
    return {
      user: slate.user,
      segment: segments.get(row) ?? '',
      session: slate.session,
      turn: slate.turn,
      length: slate.length,
      person: scene.person.slice(),
      items: scene.items.slice(0, slate.length * ITEM.length),
      after: scene.after.slice(),
      deed: done,
      ...(again ? { again: deed(slate, again) } : {})
    }
  }

  return {
    reflect: (row, slate, review, chance) => mind.reflect(row, slate, review, chance),
    rest: (row, session, how, felt, chance) => mind.rest(row, session, how, felt, chance),
    thought: (row, slate, review, slot) => mind.thought(row, slate, review, slot),
    ...(mind.account ? { account: () => mind.account!() } : {}),
    ...(mind.affinity ? { affinity: (row: number, item: number) => mind.affinity!(row, item) } : {}),
    born(row, persona) {
      segments.set(row, `${persona.population}/${persona.segment}`)
      birth(row, persona)
      mind.born(row, persona)
    },
    arrive(row, session, awayMs) {
      arrival(row, session, awayMs)
      mind.arrive(row, session, awayMs)
    },
    review(row, slate, chance, out) {
      const isTwice = retest.isAsked(slate)
      const isSharp = !blurred.has(row)
      if (isTwice && !retest.keeps) blurred.add(row)
      const before = isTwice ? retest.state(row).map(({ values }) => values.slice()) : []
      const asked = mind.review(row, slate, chance, out)
      if (!(asked instanceof Promise) && !isTwice) {
        const answer = note(row, slate, out, undefined)
        return isSharp ? told.place()(answer) : undefined
      }
      const kept = keptOf(slate)
      const again = isTwice && isSharp ? askAgain(mind, row, kept, chance, before, retest.state(row)) : undefined
      if (!(asked instanceof Promise) && !(again?.asked instanceof Promise)) {
        const answer = note(row, kept, out, again?.review)
        return isSharp ? told.place()(answer) : undefined
      }
      const tell = told.place()
      return Promise.all([asked, again?.asked]).then(
        ([, isThere]) => {
          const answer = note(row, kept, out, isThere === false ? undefined : again?.review)
          tell(isSharp ? answer : undefined)
        },
        (cause) => {
          tell(undefined)
          throw cause
        }
      )
    }
  }
}

/** Asks a second time, with other luck, and puts the teacher's state back to what the first time left. */
function askAgain(
  mind: Mind,
  row: number,
  slate: SlateView,
  chance: Chance,
  before: readonly Row['values'][],
  state: readonly Row[]
) {
  const left = state.map(({ values }) => values.slice())
  for (const [i, { values }] of state.entries()) values.set(before[i]!)
  const review = createReview(slate.length)
  const answer = (mind.again ?? mind.review)(row, slate, otherLuck(chance), review)
  for (const [i, { values }] of state.entries()) values.set(left[i]!)
  const asked = answer instanceof Promise ? answer.then(() => true, isSpared) : answer
  return { review, asked }
}

/** A second answer that failed is none; a run that ends ends. */
function isSpared(cause: unknown): false {
  if (isStop(cause) || isHopeless(cause)) throw cause
  return false
}

const otherLuck = (chance: Chance): Chance => ({ ...chance, for: (purpose) => chance.for(`again ${purpose}`) })

function keptOf(slate: SlateView): SlateView {
  return { ...slate, items: slate.items.slice(), felt: slate.felt.slice() }
}

/** Tells answers in the order in which they were asked for, whenever each of them comes. */
function inOrder(onAnswer: Observing['onAnswer']) {
  const waiting: { isThere: boolean; answer: Answer | undefined }[] = []
  return {
    /** Keeps a place; what it returns is called with the answer, or with nothing where there is none. */
    place() {
      const mine = { isThere: false, answer: undefined as Answer | undefined }
      waiting.push(mine)
      return (answer: Answer | undefined): void => {
        mine.isThere = true
        mine.answer = answer
        while (waiting[0]?.isThere) {
          const { answer: next } = waiting.shift()!
          if (next) onAnswer(next)
        }
      }
    }
  }
}

const prefixed = (columns: Columns): Columns =>
  Object.fromEntries(Object.entries(columns).map(([name, spec]) => [OWN + name, spec]))

function unprefixed(columns: ColumnsOf<Columns>): ColumnsOf<Columns> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) =>
      name.startsWith(OWN) ? [[name.slice(OWN.length), column]] : []
    )
  )
}

/** A person's part of a column, in place. */
interface Row {
  readonly values: Float64Array
}

/** What a teacher keeps of a person. */
export function rowsOf(
  specs: Columns,
  columns: ColumnsOf<Columns>,
  { topics }: Catalogue
): (row: number) => readonly Row[] {
  const widths = { person: 1, topic: topics.length, format: FORMATS.length }
  const all = Object.entries(specs).map(([name, { per = 'person' }]) => ({
    column: columns[name]! as Float64Array,
    width: typeof per === 'number' ? per : widths[per]
  }))
  return (row) => all.map(({ column, width }) => ({ values: column.subarray(row * width, (row + 1) * width) }))
}
