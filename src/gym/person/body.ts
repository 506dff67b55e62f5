import type { AnyStateMachine } from 'xstate'
import { FORMATS } from '../../contract/item.ts'
import type { ColumnSpec, ColumnsOf, Mind } from '../../contract/mind.ts'
import type { MindDefinition, MindSetting } from '../../contract/plugin.ts'
import { ENDINGS, MOODS, SCALARS, type Scalars } from '../../contract/session.ts'
import { compile } from '../../crowd/compile.ts'
import { createRows, type SavedRow } from '../../crowd/rows.ts'
import { allocate } from '../../kernel/columns.ts'
import type { MindsetEvent, MindsetInput, MindsetMachine } from '../../mindset.ts'
import { created } from '../../streams/broken.ts'
import type { VisitEvent } from '../../streams/cast.ts'
import { bitOf } from '../../streams/saying.ts'
import type { PersonObservation } from './state.ts'

/** One row of everything that a person is made of: whoever has the turn is put into it, and taken out again. */
export interface Body {
  readonly mind: Mind
  /** A life begins. */
  bear(input: MindsetInput): void
  /** What the mindset said, as bits of SAID. @throws RecoError `mindset.failed` */
  feel(event: MindsetEvent, at: number): number
  beginVisit(turnLimit: number): void
  /** Position in ENDINGS, or −1 while the visit goes on. */
  visit(event: VisitEvent): number
  felt(into: Float64Array): void
  feels(): PersonObservation['mindset']
  save(): Saved
  load(saved: Saved): void
}

export interface Saved {
  /** The bytes of all columns of the mind. */
  readonly columns: Uint8Array
  readonly mindset: SavedRow
  readonly visit: SavedRow
}

/** @throws RecoError `crowd.refused` when the mindset cannot be compiled, `mind.broken` when create() throws */
export function createBody(
  machine: MindsetMachine,
  session: AnyStateMachine,
  mind: { readonly name: string; readonly definition: MindDefinition },
  { catalogue, chance, models }: Pick<MindSetting, 'catalogue' | 'chance' | 'models'>
): Body {
  const { columns, bytes } = packed(
    allocate(mind.definition.columns, 1, { topics: catalogue.topics.length, formats: FORMATS.length })
  )
  const program = compile(machine)
  const rows = createRows(program, 1, [{ patience: 0.5, trust: 0.5 }], bitOf)
  const visits = createRows(compile(session), 1, [{ turnLimit: 1 }])
  const scalars = SCALARS.map((name) => rows.keys.indexOf(name))
  const moods = program.configurations.map(({ tags }) => MOODS.find((mood) => tags.has(mood))!)
  const endings = visits.program.configurations.map(({ status, tags }) =>
    status === 'done' ? ENDINGS.findIndex((how) => tags.has(how)) : -1
  )
  return {
    mind: created('mind', mind.name, () =>
      mind.definition.create({ catalogue, chance, columns, ...(models ? { models } : {}) })
    ),
    bear(input) {
      bytes.fill(0)
      rows.bear(0, input)
    },
    feel: (event, at) => rows.send(0, event, at),
    beginVisit: (turnLimit) => visits.bear(0, { turnLimit }),
    visit(type) {
      visits.send(0, { type }, 0)
      return endings[visits.places[0]!]!
    },
    felt(into) {
      for (let i = 0; i < scalars.length; i++) into[i] = rows.numbers[scalars[i]!] ?? Number.NaN
    },
    feels() {
      const told = { mood: moods[rows.places[0]!]! } as Scalars & { mood: (typeof MOODS)[number] }
      for (const [i, name] of SCALARS.entries()) told[name] = rows.numbers[scalars[i]!] ?? Number.NaN
      return told
    },
    save: () => ({
      columns: bytes.slice(),
      mindset: rows.save(0),
      visit: visits.save(0)
    }),
    load(saved) {
      bytes.set(saved.columns)
      rows.load(0, saved.mindset)
      visits.load(0, saved.visit)
    }
  }
}

/** The same columns in one piece of memory, so that all of them are copied at once. */
function packed(loose: ColumnsOf<Record<string, ColumnSpec>>) {
  const aligned = (length: number) => Math.ceil(length / 8) * 8
  const all = Object.entries(loose)
  const buffer = new ArrayBuffer(all.reduce((sum, [, { byteLength }]) => sum + aligned(byteLength), 0))
  let at = 0
  const columns = all.map(([name, column]) => {
    const Column = column.constructor as new (memory: ArrayBuffer, from: number, length: number) => typeof column
    const own = new Column(buffer, at, column.length)
    at += aligned(column.byteLength)
    return [name, own] as const
  })
  return { columns: Object.fromEntries(columns) as typeof loose, bytes: new Uint8Array(buffer) }
}
