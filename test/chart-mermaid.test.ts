import fc from 'fast-check'
import { chartOf, chartOfDefinition, mermaidOf } from 'recoworld/chart'
import attention from 'recoworld/mindsets/attention'
import goalSeeking from 'recoworld/mindsets/goal-seeking'
import overloaded from 'recoworld/mindsets/overloaded'
import { describe, expect, test } from 'vitest'
import recommender from '../dist/machines/recommender.js'
import session from '../dist/machines/session.js'
import { randomConfig } from './helpers/random-chart.ts'

const TEXT = String.raw`(?:[\p{L}\p{M}\p{N} .,()[\]/'→…_-]|#\d+;)*`
const LINES: readonly (readonly [kind: string, form: RegExp])[] = [
  ['state', new RegExp(`^state "${TEXT}" as (s\\d+)$`, 'u')],
  ['nest', new RegExp(`^state "${TEXT}" as (s\\d+) \\{$`, 'u')],
  ['says', new RegExp(`^(s\\d+) : ${TEXT}$`, 'u')],
  ['arrow', new RegExp(`^(s\\d+) --> (s\\d+) : ${TEXT}$`, 'u')],
  ['start', /^\[\*\] --> (s\d+)$/],
  ['end', /^(s\d+) --> \[\*\]$/],
  ['close', /^\}$/],
  ['regions', /^--$/],
  ['note', /^note right of (s\d+)$/]
]

/** Reads a text of ours line by line, as strictly as it can be; throws at the first line that is none. */
function read(text: string) {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => line.trim())
  const found: { kind: string; names: string[]; block: string | undefined }[] = []
  expect(lines[0]).toBe('stateDiagram-v2')
  const open: string[] = []
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at]!
    if (/^(direction TB|acc(Title|Descr): )/.test(line)) continue
    const [kind, form] = LINES.find(([, one]) => one.test(line)) ?? []
    if (!kind) throw new Error(`no line of a state diagram: ${line}`)
    const names = form!.exec(line)!.slice(1)
    found.push({ kind, names, block: open.at(-1) })
    if (kind === 'nest') open.push(names[0]!)
    if (kind === 'close' && open.pop() === undefined) throw new Error('closes nothing')
    if (kind === 'note') {
      const from = at
      while (lines[++at] !== 'end note')
        if (!new RegExp(`^${TEXT}$`, 'u').test(lines[at] ?? '\n')) throw new Error(`in the note of line ${from}`)
    }
  }
  expect(open).toEqual([])
  return found
}

function expectSound(chart: ReturnType<typeof chartOf>) {
  const found = read(mermaidOf(chart))
  const homes = new Map(
    found.flatMap(({ kind, names, block }) =>
      kind === 'state' || kind === 'nest' ? [[names[0]!, block] as const] : []
    )
  )
  expect(homes.size).toBe(chart.states.length)
  for (const [at, { parent }] of chart.states.entries())
    expect(homes.get(`s${at}`)).toBe(
      parent === null ? undefined : `s${chart.states.findIndex(({ id }) => id === parent)}`
    )
  // Mermaid draws an arrow only between two states of the block that it stands in
  for (const { kind, names, block } of found)
    if (kind === 'arrow' || kind === 'start' || kind === 'end')
      for (const name of names) expect(homes.get(name)).toBe(block)
  return found
}

describe.each(Object.entries({ attention, goalSeeking, overloaded, session, recommender }))('%s', (_, machine) => {
  test('is a well-formed state diagram with each state where it belongs', () => {
    const chart = chartOf(machine)
    const found = expectSound(chart)
    const leaving = chart.arrows.filter(({ source, targets }) => targets.length > 0 && targets[0] !== source)
    const inward = leaving.filter(({ source, targets }) => targets[0]!.startsWith(`${source}.`))
    expect(found.filter(({ kind }) => kind === 'arrow')).toHaveLength(leaving.length - inward.length)
    const parallels = chart.states.filter(({ type }) => type === 'parallel')
    expect(found.filter(({ kind }) => kind === 'regions')).toHaveLength(parallels.length)
  })
})

test('any machine is', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => void expectSound(chartOfDefinition(randomConfig(seed, 40)))),
    { numRuns: 200 }
  )
})

test('no name breaks out', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('"\n}\nstate x', '%%{init: 1}%%', '; [*] --> y', 'end note', '#quot;', '<b>'),
      (any, sly) => {
        const text = `${any}${sly}`
        const key = `k${text.replaceAll('.', '')}`
        expectSound(
          chartOfDefinition({
            id: 'root',
            description: text,
            initial: key,
            states: {
              [key]: {
                id: `#${text}`,
                description: text,
                entry: text,
                on: {
                  [`e${text.replaceAll('*', '')}`]: { target: key, guard: text, actions: text },
                  go: { actions: text }
                }
              }
            }
          })
        )
      }
    ),
    { numRuns: 300 }
  )
})

test('an arrow between the insides of two states joins these, and says where it leads', () => {
  const chart = chartOfDefinition({
    id: 'm',
    initial: 'a',
    states: {
      a: { initial: 'one', states: { one: { on: { go: { target: '#m.b.two', guard: 'isSo', actions: 'note' } } } } },
      b: {
        initial: 'two',
        states: { two: {}, past: { type: 'history' }, over: { type: 'final' } },
        on: { again: '.two' }
      }
    }
  })
  const text = mermaidOf(chart)
  expect(text).toContain('    s1 --> s3 : in one, go [isSo] / note → two\n')
  expect(text).toContain('state "H" as s5')
  expect(text).toContain('s6 --> [*]')
  expect(text).toMatch(/note right of s3\n\s+again → two\n\s+end note/)
})
