import type { Catalogue } from '../contract/plugin.ts'
import { type LoggedEpisode, propensityOf } from './episode.ts'
import type { NumberArray } from './npz.ts'
import type { StateEncoder } from './state.ts'

/** Turns of a log as arrays, a row a turn, episode after episode. */
export interface ArraysOfSteps {
  add(episode: LoggedEpisode): void
  readonly steps: number
  /**
   * As `d3rlpy.dataset.MDPDataset` takes them: observations [N, S], actions [N, K] (positions in the catalogue, −1 where a
   * slate is shorter), rewards [N], terminals [N], timeouts [N]. Beside them propensities [N] (NaN where none was told),
   * people, visits and turns [N], and what the items are: item_features [items, topics].
   */
  arrays(): Record<string, NumberArray>
}

export function createArrays(catalogue: Catalogue, encoder: StateEncoder, slateSize: number): ArraysOfSteps {
  const observations: Float64Array[] = []
  const slates: BigInt64Array[] = []
  const rows: [reward: number, terminal: number, timeout: number, propensity: number][] = []
  const places: [person: number, session: number, turn: number][] = []
  return {
    get steps() {
      return rows.length
    },
    add({ person, steps }) {
      for (const step of steps) {
        const { observation, action, reward, terminated, truncated } = step
        const state = new Float64Array(encoder.names.length)
        encoder.encode(observation, state)
        observations.push(state)
        slates.push(
          BigInt64Array.from({ length: slateSize }, (_, slot) =>
            BigInt(slot < action.length ? catalogue.indexOf(action[slot]!) : -1)
          )
        )
        rows.push([reward, Number(terminated), Number(truncated), propensityOf(step)])
        places.push([person, observation.user.session, observation.user.turn])
      }
    },
    arrays() {
      const n = rows.length
      const numbers = (column: 0 | 3) => ({ shape: [n], data: Float64Array.from(rows, (row) => row[column]) })
      const flags = (column: 1 | 2) => ({ shape: [n], data: Uint8Array.from(rows, (row) => row[column]), isFlag: true })
      const wholes = (column: 0 | 1 | 2) => ({
        shape: [n],
        data: BigInt64Array.from(places, (place) => BigInt(place[column]))
      })
      return {
        observations: { shape: [n, encoder.names.length], data: joined(Float64Array, observations) },
        actions: { shape: [n, slateSize], data: joined(BigInt64Array, slates) },
        rewards: numbers(0),
        terminals: flags(1),
        timeouts: flags(2),
        propensities: numbers(3),
        people: wholes(0),
        visits: wholes(1),
        turns: wholes(2),
        item_features: {
          shape: [catalogue.size, catalogue.topics.length],
          data: Float64Array.from(catalogue.features)
        }
      }
    }
  }
}

function joined<Row extends Float64Array | BigInt64Array>(
  Kind: new (length: number) => Row,
  rows: readonly Row[]
): Row {
  const width = rows[0]?.length ?? 0
  const all = new Kind(rows.length * width)
  for (const [at, row] of rows.entries()) all.set(row as never, at * width)
  return all
}
