import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const TREES = ['machines', 'agents', 'populations', 'src']

/** From the first folder that fits, to the folders, files and libraries that it may import. First match wins. */
const MAY: [from: RegExp, to: RegExp][] = [
  [/^machines\//, /^(xstate|src\/define\.ts)$/],
  [/^agents\/minds\//, /^(zod$|src\/(define\.ts|laws\/|learning\/|models\/|voice\/)|agents\/minds\/[\w-]+\/)/],
  [
    /^agents\/recommenders\//,
    /^(zod$|langchain$|src\/(define\.ts|laws\/|models\/|voice\/|ranking\/)|agents\/recommenders\/[\w-]+\/)/
  ],
  [/^agents\/strategies\//, /^(zod$|src\/(define\.ts|laws\/|models\/)|agents\/strategies\/[\w-]+\/)/],
  [/^agents\//, /^(xstate|rxjs|machines\/|src\/(define\.ts|streams\/)|agents\/[\w-]+\.ts)/],
  [/^populations\/targets\//, /^(src\/define\.ts|populations\/[\w-]+\.ts)$/],
  [
    /^populations\//,
    /^(src\/define\.ts|src\/contract\/nearest\.ts|src\/experiment\/raking\.ts|populations\/[\w-]+\.ts)$/
  ],
  [/^src\/contract\//, /^(zod|src\/contract\/)/],
  [/^src\/kernel\//, /^src\/(contract|kernel)\//],
  [/^src\/laws\//, /^src\/(contract|kernel|laws)\//],
  [/^src\/(voice|ranking)\//, /^src\/(contract|kernel|laws|voice|ranking)\//],
  [/^src\/mindset\.ts$/, /^(xstate|src\/(contract|laws)\/)/],
  [/^src\/define\.ts$/, /^src\/(contract|laws)\/|^src\/mindset\.ts$/],
  [/^src\/social\//, /^(graphology-types|src\/(contract|kernel|laws|streams|social)\/)/],
  [/^src\/streams\//, /^(xstate|rxjs|src\/(contract|kernel|laws|streams)\/|src\/mindset\.ts)/],
  [/^src\/crowd\//, /^(xstate|src\/(contract|kernel|laws|streams)\/|src\/mindset\.ts)/],
  [/^src\/environments\//, /^(zod$|src\/(define\.ts|laws\/)|src\/environments\/[\w-]+\/)/],
  [/^src\/scenarios\//, /^src\/define\.ts$/],
  [/^src\/gym\//, /^(xstate|zod$|src\/(contract|kernel|laws|streams|crowd|world|gym)\/|src\/mindset\.ts)/],
  [/^src\/world\//, /^(src\/(contract|kernel|laws|streams|world)\/)/],
  [/^src\/representations\//, /^(src\/define\.ts|src\/representations\/[\w-]+\/|node:)/],
  [/^src\/metrics\//, /^src\/define\.ts$/],
  [/^src\/experiment\//, /^src\/(contract|kernel|laws|experiment)\//],
  [/^src\/learning\//, /^(zod|src\/(contract|kernel|laws|learning|gym|experiment)\/)/],
  [/^src\/storage\//, /^(@duckdb\/|zod|node:|src\/(contract|kernel|laws|storage)\/)/],
  [/^src\/chart\//, /^(xstate|elkjs|node:|src\/(contract|chart)\/|src\/streams\/arrows\.ts)/],
  [/^src\/report\//, /^(@observablehq\/plot|linkedom|src\/(contract|kernel|laws|report|chart|experiment)\/)/],
  [
    /^src\/studio\/page\//,
    /^(preact|uplot|d3-sankey|@observablehq\/plot|@statelyai\/inspect|src\/contract\/|src\/chart\/(style|people)\.ts|src\/studio\/(api|page\/))/
  ],
  [/^src\/exports\//, /^(fflate$|h5wasm|node:|src\/(contract|kernel|laws|gym|exports)\/)/],
  [/^src\/loopback\//, /^(node:|src\/(contract|loopback)\/)/],
  [/^src\/serve\//, /^(zod|hono|@hono\/node-server|ws$|node:|src\/(contract|gym|loopback|serve)\/)/],
  [
    /^src\/studio\//,
    /^(xstate|rxjs|zod|hono|@hono\/node-server|ws$|node:|src\/(contract|kernel|laws|streams|world|crowd|storage|chart|experiment|loopback|studio)\/|src\/mindset\.ts)/
  ],
  [
    /^src\/models\//,
    /^(undici|langchain|@langchain\/|zod|node:|src\/(contract|kernel|laws|models)\/|src\/streams\/lanes\.ts)/
  ],
  [/^src\/input\//, /^(yaml|csv-parse|zod|node:|@duckdb\/|src\/(contract|input)\/)/],
  [/^src\/(testing|runner|cli)\/|^src\/(index|log|shelf|testing)\.ts$/, /./]
]

const files = TREES.flatMap((tree) => walk(join(ROOT, tree)))

test('the whole tree was seen', () => {
  expect(files.length).toBeGreaterThan(150)
  for (const tree of [
    'machines/mindsets',
    'agents/minds',
    'agents/recommenders',
    'populations/targets',
    'src/metrics',
    'src/world'
  ]) {
    expect(files.some((file) => file.startsWith(`${tree}/`))).toBe(true)
  }
})

test.each(files)('%s imports only what its place allows', (file) => {
  const rule = MAY.find(([from]) => from.test(file))
  expect(rule, `no rule for ${file}`).toBeDefined()
  const own = dirname(file)
  const outside = importsOf(file).filter((to) => !rule![1].test(to) && !(isWithin(own, to) && !isShelf(own)))
  expect(outside).toEqual([])
})

test('definitions on a shelf do not import each other', () => {
  for (const shelf of [
    'machines/mindsets',
    'agents/minds',
    'agents/recommenders',
    'populations/targets',
    'src/representations',
    'src/metrics',
    'src/environments',
    'src/scenarios'
  ]) {
    for (const file of files.filter((one) => dirname(one) === shelf)) {
      expect(importsOf(file).filter((to) => dirname(to) === shelf)).toEqual([])
    }
  }
})

test('chance and time come from the kernel alone', () => {
  for (const file of files.filter((one) => !/^src\/(cli|models|runner|serve|testing|studio)\//.test(one))) {
    expect(readFileSync(join(ROOT, file), 'utf8'), file).not.toMatch(
      /Math\.random\(|Date\.now\(|new Date\(\)|performance\.now\(/
    )
  }
})

const isShelf = (folder: string) =>
  /^(machines\/mindsets|agents\/minds|agents\/recommenders|populations\/targets|src\/representations|src\/metrics|src\/environments|src\/scenarios)$/.test(
    folder
  )
const isWithin = (folder: string, to: string) => to.startsWith(`${folder}/`)

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return walk(path)
    return /\.tsx?$/.test(entry.name) ? [relative(ROOT, path).replaceAll('\\', '/')] : []
  })
}

/** Project files as paths from the root, libraries by name; Node's own as `node:…`. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const statements = /^(?:import|export)\b[^'"`;=(]*?\bfrom\s+'([^'\n]+)'|\bimport\(\s*'([^'\n]+)'\s*\)/gm
  const found = [...text.matchAll(statements)].map(([, to, lazily]) => (to ?? lazily)!)
  return found.map((to) => {
    if (to.startsWith('.')) return relative(ROOT, resolve(ROOT, dirname(file), to)).replaceAll('\\', '/')
    return builtinModules.includes(to) ? `node:${to}` : to
  })
}
