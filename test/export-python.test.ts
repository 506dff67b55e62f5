import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorld, exportLog } from 'recoworld'
import { afterAll, beforeAll, expect, test } from 'vitest'

const PLACE = mkdtempSync(join(tmpdir(), 'recoworld-export-python-'))
const LOG = join(PLACE, 'run.duckdb')
const has = (module: string): boolean => {
  try {
    execFileSync('python3', ['-c', `import ${module}`], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
const [hasNumpy, hasH5py] = [has('numpy'), has('h5py')]

let steps = 0
beforeAll(async () => {
  await createWorld({ users: 12, slateSize: 4, seed: 4_294_967_295, recommender: 'random', log: LOG }).run({ turns: 4 })
  const [arrays, minari] = await Promise.all([
    exportLog({ log: LOG, as: 'd3rlpy', out: join(PLACE, 'run.npz') }),
    exportLog({ log: LOG, as: 'minari', out: join(PLACE, 'run-v0') })
  ])
  steps = arrays.steps
  expect(minari.steps).toBe(steps)
})
afterAll(() => rmSync(PLACE, { recursive: true, force: true }))

const told = (program: string): unknown =>
  JSON.parse(execFileSync('python3', ['-c', `import json\n${program}`], { cwd: PLACE }).toString())

test.runIf(!hasNumpy || !hasH5py)('numpy or h5py did not read what was exported', () => {
  console.warn('SKIPPED: numpy or h5py is not installed: exports were read by our own means alone.')
})

test.runIf(hasNumpy)('numpy reads the arrays', () => {
  expect(
    told(`
import numpy
data = numpy.load("run.npz")
n = len(data["rewards"])
assert data["observations"].shape[0] == n and data["actions"].shape == (n, 4) and data["terminals"].dtype == bool
ends = data["terminals"] | data["timeouts"]
print(json.dumps([n, int(ends.sum()), int((data["terminals"] & data["timeouts"]).sum()), bool((data["actions"] >= 0).all())]))`)
  ).toEqual([steps, 12, 0, true])
})

test.runIf(hasH5py)('h5py reads the data set of Minari, with its seed whole', () => {
  expect(
    told(`
import h5py
with h5py.File("run-v0/data/main_data.hdf5") as file:
    one = file["episode_0"]
    total = sum(len(file[name]["rewards"]) for name in file)
    t = len(one["rewards"])
    assert one["observations"].shape[0] == t + 1 and one["actions"].shape == (t, 4)
    assert len(one["infos"]["terms"]["length"]) == t + 1
    print(json.dumps([len(file), total, int(one.attrs["seed"]), one["infos"]["asked"][0].decode()]))`)
  ).toEqual([12, steps, 4_294_967_295, ''])
})
