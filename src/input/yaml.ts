import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit
} from 'yaml'
import type * as z from 'zod'
import { inputError, type Problem } from '../contract/error.ts'
import { type Finding, findings } from './findings.ts'
import { byPlace } from './place.ts'
import { quoted } from './say.ts'
import type { Source } from './source.ts'
import { onePerLine, sayYaml } from './yaml-faults.ts'

/** More than anybody reads; finding the place of each takes time. */
const MAX_PROBLEMS = 500

/** A text of YAML or JSON, read: its value, what is wrong so far without being in the way, and where each part stands. */
export interface Parsed {
  file: string
  value: unknown
  problems: Problem[]
  problemOf(finding: Finding): Problem
}

/**
 * Reads one YAML (or JSON) document; aliases may make at most a hundred copies.
 * @throws RecoError with the given code, all that is wrong in the syntax at once
 */
export function parseYaml({ file, text }: Source, code: string): Parsed {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error', uniqueKeys: false })
  const problem = (offset: number, what: string, fix: string): Problem => {
    const { line, col } = lines.linePos(Math.min(offset, text.length))
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), what, fix }
  }
  const syntax = [...doc.errors, ...doc.warnings].sort((a, b) => a.pos[0] - b.pos[0])
  const tooDeep = syntax.find((error) => error.code === 'RESOURCE_EXHAUSTION')
  if (tooDeep)
    throw inputError(code, [problem(tooDeep.pos[0], 'lists and maps are nested too deeply.', 'Make it flatter.')])
  const problems = onePerLine(
    syntax.map((error) => problem(error.pos[0], ...sayYaml(error.code, error.message, text.slice(...error.pos))))
  )
  if (problems.length === 0) problems.push(...refusedNodes(doc, problem))
  if (problems.length > 0) throw inputError(code, problems.sort(byPlace))
  return {
    file,
    value: toValue(doc, code, problem),
    problems: namesGivenTwice(doc, problem),
    problemOf: (finding) => problem(offsetOf(doc, finding), finding.what, finding.fix)
  }
}

/**
 * The value by its schema. A top-level `$schema` (for editors) is let through.
 * @throws RecoError with the given code, all that is wrong at once
 */
export function validated<T extends z.ZodType>(
  schema: T,
  { file, value, problems, problemOf }: Parsed,
  code: string,
  also: (value: unknown) => Finding[] = () => []
): z.output<T> {
  const read = schema.safeParse(withoutSchemaKey(value))
  const found = read.success ? [] : findings(schema, value, read.error.issues)
  const own = also(value)
  const told = own.length > 0 ? found.filter(({ path }) => path.length > 0) : found // what a check of the whole says, `also` says better
  const all = [...problems, ...[...told, ...own].slice(0, MAX_PROBLEMS).map(problemOf)]
  if (all.length >= MAX_PROBLEMS) all.push({ file, what: 'there may be more than these.', fix: 'Mend these first.' })
  if (!read.success || all.length > 0) throw inputError(code, all.sort(byPlace))
  return read.data
}

function withoutSchemaKey(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, '$schema')) return value
  const { $schema, ...rest } = value as Record<string, unknown>
  return typeof $schema === 'string' ? rest : value
}

type ProblemAt = (offset: number, what: string, fix: string) => Problem

function toValue(doc: Document, code: string, problem: ProblemAt): unknown {
  try {
    return doc.toJS({ maxAliasCount: 100 })
  } catch (cause) {
    const deep = cause instanceof RangeError
    const what = deep ? 'lists and maps are nested too deeply.' : 'its aliases (*) stand for too much text.'
    throw inputError(code, [problem(0, what, deep ? 'Make it flatter.' : 'Write it out instead.')])
  }
}

/** Aliases of nothing, names that are lists or maps, and the one name that would change an object itself. */
function refusedNodes(doc: Document, problem: ProblemAt): Problem[] {
  const found: Problem[] = []
  const add = (node: unknown, what: string, fix: string) =>
    found.push(problem((node as Node | null)?.range?.[0] ?? 0, what, fix))
  visit(doc, {
    Alias: (_, alias) => {
      if (!alias.resolve(doc))
        add(alias, `*${alias.source} stands for nothing before it.`, `Define it with &${alias.source}.`)
    },
    Pair: (_, { key }) => {
      if (!isScalar(key)) add(key, 'a name is a list, a map or an alias.', 'Use plain text as a name.')
      else if (key.value === '__proto__') add(key, '"__proto__" is not known.', 'Use another name.')
    }
  })
  return found
}

/** The later ones count in the value; looked for here since the parser compares each name with all. */
function namesGivenTwice(doc: Document, problem: ProblemAt): Problem[] {
  const found: Problem[] = []
  visit(doc, {
    Map: (_, { items }) => {
      const names = new Set<string>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        const name = nameOf(key.value)
        if (names.has(name))
          found.push(
            problem(key.range?.[0] ?? 0, `${quoted(name)} is given twice in one place.`, 'Keep one of the two.')
          )
        names.add(name)
      }
    }
  })
  return found
}

/** Where a finding stands: on the name or the value; where it is missing, on what it is missing from. */
function offsetOf(doc: Document, { path, on }: Finding): number {
  let here: unknown = doc.contents
  let offset = doc.contents?.range?.[0] ?? 0
  for (const [depth, key] of path.entries()) {
    const node = isAlias(here) ? here.resolve(doc) : here
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && nameOf(item.key.value) === String(key)
      )
      if (!pair) return offset
      here = (on === 'name' && depth === path.length - 1) || !(pair.value as Node | null)?.range ? pair.key : pair.value
    } else if (isSeq(node) && typeof key === 'number') here = node.items[key]
    else return offset
    offset = (here as Node | undefined)?.range?.[0] ?? offset
  }
  return offset
}

const nameOf = (key: unknown) => (key === null ? '' : String(key))
