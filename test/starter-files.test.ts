import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPopulation } from '../src/input/population.ts'
import { fromShelf } from '../src/shelf.ts'
import { environmentKit } from '../src/testing/environment.ts'
import type { Check } from '../src/testing/kit.ts'
import { metricKit } from '../src/testing/metric.ts'
import { mindsetKit } from '../src/testing/mindset.ts'
import { populationKit } from '../src/testing/population.ts'
import { recommenderKit } from '../src/testing/recommender.ts'
import { representationKit } from '../src/testing/representation.ts'
import { build, call, ROOT, recoworld } from './helpers/command.ts'

const PLACE = mkdtempSync(join(tmpdir(), 'recoworld-new-'))
const at = (name: string) => join(PLACE, name)
/** Kinds of files that a run takes; an environment is for training in. */
const OF_RUNS = ['mindset', 'recommender', 'population', 'representation', 'metric']
const KINDS = [...OF_RUNS, 'environment']

const CHECKS: Record<string, () => Promise<Check[]> | Check[]> = {
  mindset: () => mindsetKit('my-mindset', fromShelf('mindsets', at('my-mindset.ts')).definition),
  recommender: () => recommenderKit('my-recommender', fromShelf('recommenders', at('my-recommender.ts')).definition),
  population: async () => populationKit('my-population', await readPopulation(at('my-population.yaml'))),
  representation: () =>
    representationKit('my-representation', fromShelf('representations', at('my-representation.ts')).definition),
  metric: () => metricKit('my-metric', fromShelf('metrics', at('my-metric.ts')).definition),
  environment: () => environmentKit('my-environment', fromShelf('environments', at('my-environment.ts')).definition)
}

beforeAll(async () => {
  await build()
  for (const kind of KINDS) {
    const { code, stdout, stderr } = await recoworld(['new', kind, `my-${kind}`], { cwd: PLACE })
    expect([code, stdout.trim()]).toEqual([0, `./my-${kind}.${kind === 'population' ? 'yaml' : 'ts'}`])
    const command = OF_RUNS.includes(kind) ? 'run' : 'train'
    expect(stderr).toMatch(new RegExp(`^next .*recoworld ${command} --${kind} \\./my-${kind}\\.`))
  }
})
afterAll(() => rmSync(PLACE, { recursive: true, force: true }))

test.each(KINDS)('a new %s keeps every promise of its shelf', async (kind) => {
  const checks = await CHECKS[kind]!()
  expect(checks.length).toBeGreaterThan(2)
  for (const { check } of checks) await check()
})

test.each(OF_RUNS)('a new %s runs by the path of its file', async (kind) => {
  const file = `./my-${kind}.${kind === 'population' ? 'yaml' : 'ts'}`
  const args = ['run', `--${kind}`, file, '--users', '40', '--turns', '3', '--json']
  const { code, stdout, stderr } = await recoworld(args, { cwd: PLACE })
  expect(code, stderr).toBe(0)
  const { metrics, manifest } = JSON.parse(stdout)
  expect(metrics['click-rate'].value).toBeGreaterThan(0)
  const found = { ...manifest, population: manifest.populations[0], metric: { name: Object.keys(metrics).at(-1) } }
  expect(found[kind].name).toBe(`my-${kind}`)
})

test('a new environment is one to train in, and variety keeps the person', async () => {
  const args = ['train', '--environment', './my-environment.ts', '--steps', '2000', '--trials', '200', '--json']
  const { code, stdout, stderr } = await recoworld(args, { cwd: PLACE })
  expect(code, stderr).toBe(0)
  const { curve, others } = JSON.parse(stdout)
  expect(curve.length).toBeGreaterThan(1)
  expect(others.varied.low).toBeGreaterThan(others.favourite.high)
})

test('is never written over', async () => {
  writeFileSync(at('my-metric.ts'), 'mine')
  const { code, stderr } = await recoworld(['new', 'metric', 'my-metric'], { cwd: PLACE })
  expect(code).toBe(2)
  expect(stderr).toMatch(/^new\.exists: /)
  expect(readFileSync(at('my-metric.ts'), 'utf8')).toBe('mine')
  rmSync(at('my-metric.ts'))
  await recoworld(['new', 'metric', 'my-metric'], { cwd: PLACE })
})

test('all of them are sound to a strict compiler', async () => {
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'))
  const compilerOptions = {
    ...JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')).compilerOptions,
    paths: { 'recoworld/define': [join(ROOT, 'dist', 'src', 'define.d.ts')] }
  }
  writeFileSync(at('package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(at('tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const { code, stdout } = await call(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', PLACE], { cwd: PLACE })
  expect([code, stdout]).toEqual([0, ''])
})
