import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import h5wasm, { type Group } from 'h5wasm/node'
import type { Catalogue } from '../contract/plugin.ts'
import { TERMS } from '../gym/person/reward.ts'
import type { LoggedEpisode } from './episode.ts'
import type { StateEncoder } from './state.ts'

/** What a data set is said to be. */
export interface MinariAbout {
  readonly id: string
  readonly description: string
  /** What made it, with its version. */
  readonly algorithm: string
  readonly version: string
  /** Of the world: with it and the person, an episode can be played again. */
  readonly seed: number
}

export interface MinariWriter {
  add(episode: LoggedEpisode): void
  close(): void
}

/**
 * A data set as Minari 0.5 reads it: `data/metadata.json`, and in `data/main_data.hdf5` a group an episode with observations
 * [T + 1, S], actions [T, K] (positions in the catalogue, −1 where a slate is shorter), rewards, terminations and truncations
 * [T], and infos: a group of arrays [T + 1, …], since not every version takes them as JSON.
 *
 * @param folder which is there, and empty
 */
export async function createMinari(
  folder: string,
  catalogue: Catalogue,
  encoder: StateEncoder,
  slateSize: number,
  about: MinariAbout
): Promise<MinariWriter> {
  await h5wasm.ready
  const data = join(folder, 'data')
  mkdirSync(data)
  const file = new h5wasm.File(join(data, 'main_data.hdf5'), 'w')
  const width = encoder.names.length
  let [episodes, steps] = [0, 0]
  let isClosed = false

  function add(episode: LoggedEpisode): void {
    const length = episode.steps.length
    const group = file.create_group(`episode_${episodes}`)!
    const observations = new Float64Array((length + 1) * width)
    for (const [at, known] of [...episode.steps.map(({ observation }) => observation), episode.last].entries())
      encoder.encode(known, observations.subarray(at * width, (at + 1) * width))
    const actions = BigInt64Array.from({ length: length * slateSize }, (_, at) => {
      const item = episode.steps[Math.floor(at / slateSize)]!.action[at % slateSize]
      return BigInt(item === undefined ? -1 : catalogue.indexOf(item))
    })
    const flags = (name: 'terminated' | 'truncated') => Uint8Array.from(episode.steps, (step) => Number(step[name]))
    const put = (name: string, data: object, shape: number[], dtype: string) =>
      group.create_dataset({ name, data: data as never, shape, dtype })
    put('observations', observations, [length + 1, width], '<d')
    put('actions', actions, [length, slateSize], '<q')
    put(
      'rewards',
      Float64Array.from(episode.steps, ({ reward }) => reward),
      [length],
      '<d'
    )
    put('terminations', flags('terminated'), [length], '<B')
    put('truncations', flags('truncated'), [length], '<B')
    putInfos(group.create_group('infos')!, episode, slateSize)
    for (const [name, value] of Object.entries({ id: episodes, total_steps: length }))
      group.create_attribute(name, value, [], '<i')
    for (const [name, value] of Object.entries({ seed: about.seed, 'options/user': episode.person }))
      group.create_attribute(name, BigInt64Array.of(BigInt(value)), [], '<q')
    group.create_attribute('population', episode.population)
    group.create_attribute('segment', episode.segment)
    episodes++
    steps += length
  }

  return {
    add,
    close() {
      if (isClosed) return
      isClosed = true
      file.close()
      const metadata = {
        total_episodes: episodes,
        total_steps: steps,
        data_format: 'hdf5',
        observation_space: boxOf([width], 'float64'),
        action_space: boxOf([slateSize], 'int64', -1, catalogue.size - 1),
        dataset_id: about.id,
        algorithm_name: about.algorithm,
        description: about.description,
        minari_version: '0.5.0',
        recoworld_version: about.version,
        observation_names: encoder.names,
        item_ids: catalogue.items.map(({ id }) => id)
      }
      writeFileSync(join(data, 'metadata.json'), `${JSON.stringify(metadata)}\n`)
    }
  }
}

/**
 * What is known beside, at the beginning and after each turn: `terms` [T + 1] and `propensities` [T + 1, K] of the slate that
 * led there (NaN where there is none), and what was `asked` for [T + 1] (empty: nothing).
 */
function putInfos(infos: Group, { steps, last }: LoggedEpisode, slateSize: number): void {
  const put = (group: Group, name: string, data: number[], shape: number[]) =>
    group.create_dataset({ name, data: Float64Array.from(data), shape, dtype: '<d' })
  const rows = steps.length + 1
  const terms = infos.create_group('terms')!
  for (const term of TERMS) put(terms, term, [Number.NaN, ...steps.map((step) => step.terms[term])], [rows])
  const none = new Array<null>(slateSize).fill(null)
  const told = [none, ...steps.map(({ propensities }) => [...propensities, ...none].slice(0, slateSize))]
  put(
    infos,
    'propensities',
    told.flat().map((one) => one ?? Number.NaN),
    [rows, slateSize]
  )
  const asked = [...steps.map(({ observation }) => observation), last].map(({ instruction }) => instruction?.text ?? '')
  infos.create_dataset({ name: 'asked', data: asked, shape: [rows] })
}

/** As Minari writes a space: JSON in a string; numbers without bounds are Python's infinities. */
function boxOf(shape: number[], dtype: string, low?: number, high?: number): string {
  const filled = (value: number | string) => `[${new Array(shape[0]).fill(value).join(', ')}]`
  const bounds = `"low": ${filled(low ?? '-Infinity')}, "high": ${filled(high ?? 'Infinity')}`
  return `{"type": "Box", "dtype": "${dtype}", "shape": [${shape.join(', ')}], ${bounds}}`
}
