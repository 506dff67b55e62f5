import { appendFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Environment } from '../../contract/environment.ts'
import type { ItemId } from '../../contract/item.ts'
import type { Catalogue } from '../../contract/plugin.ts'
import type { Manifest } from '../../contract/result.ts'
import { createArrays } from '../../exports/arrays.ts'
import { type ChatParts, conversationsOf, forkedAt, groupOf, preferenceOf } from '../../exports/chats.ts'
import type { LoggedEpisode } from '../../exports/episode.ts'
import { npzOf } from '../../exports/npz.ts'
import { createStateEncoder } from '../../exports/state.ts'
import { chanceOf, environmentOf } from '../../gym/environment.ts'
import type { PersonObservation } from '../../gym/person/state.ts'
import type { LogReader } from '../../storage/log-reader.ts'
import type { StagedPerson } from '../environment.ts'
import type { ExportOptions } from './index.ts'
import { copyTables, createTransitions } from './parquet.ts'

/** What chats are for: supervised fine-tuning, preferences, groups. */
export type Chats = 'sft' | 'dpo' | 'grpo'

/** Where episodes go. */
export interface Sink {
  /** Is called before each slate is shown. */
  readonly onTurn?: (env: Environment<PersonObservation, readonly ItemId[]>, shown: readonly ItemId[]) => void
  add(episode: LoggedEpisode): void
  /** @returns lines that were written, where it is lines */
  close(): Promise<number>
  /** Lets go of what is open, where it is not finished. */
  drop?(): void
}

interface SinkParts {
  readonly log: LogReader
  readonly manifest: Manifest
  readonly staged: StagedPerson
  readonly catalogue: Catalogue
  /** What is written to until it is finished. */
  readonly path: string
  makeFolder(): void
}

export async function sinkFor(options: ExportOptions, parts: SinkParts): Promise<Sink> {
  if (options.as === 'jsonl') return chats(options, parts)
  if (options.as === 'parquet') return tables(parts)
  return options.as === 'minari' ? minari(parts, options.out) : arrays(parts)
}

async function tables({ log, path, makeFolder }: SinkParts): Promise<Sink> {
  makeFolder()
  const transitions = createTransitions(log, path)
  return {
    add: transitions.add,
    async close() {
      await transitions.close()
      await copyTables(log, path)
      return 0
    }
  }
}

function arrays({ manifest, staged, catalogue, path }: SinkParts): Sink {
  const encoder = createStateEncoder(catalogue, staged.process.encoder!)
  const all = createArrays(catalogue, encoder, manifest.slateSize)
  return {
    add: all.add,
    async close() {
      const names = {
        observations: encoder.names,
        items: catalogue.items.map(({ id }) => id),
        topics: catalogue.topics
      }
      const about = Buffer.from(JSON.stringify({ ...names, manifest }))
      writeFileSync(path, npzOf({ ...all.arrays(), about: { shape: [about.length], data: new Uint8Array(about) } }))
      return 0
    }
  }
}

async function minari({ manifest, staged, catalogue, path, makeFolder }: SinkParts, out: string): Promise<Sink> {
  const { createMinari } = await import('../../exports/minari.ts')
  makeFolder()
  const encoder = createStateEncoder(catalogue, staged.process.encoder!)
  const name = basename(out)
    .replace(/-v\d+$/, '')
    .replace(/[^-\w]+/g, '-') // Minari takes no other letters
  const { populations, recommender, recoworld } = manifest
  const writer = await createMinari(path, catalogue, encoder, manifest.slateSize, {
    id: `recoworld/${name}-v0`,
    description: `People of ${populations.map((one) => one.name).join(', ')}, to whom "${recommender.name}" showed slates`,
    algorithm: recommender.name,
    version: recoworld,
    seed: manifest.seed
  })
  return {
    add: writer.add,
    async close() {
      writer.close()
      return 0
    },
    drop: writer.close
  }
}

function chats({ chats: kind = 'sft', offered = 30, group = 4 }: ExportOptions, parts: SinkParts): Sink {
  const { manifest, staged, catalogue, path } = parts
  const of: ChatParts = { catalogue, chance: chanceOf(manifest.seed, 0), offered }
  let lines = 0
  const write = (all: readonly object[]): void => {
    if (all.length > 0) appendFileSync(path, `${all.map((one) => JSON.stringify(one)).join('\n')}\n`)
    lines += all.length
  }
  writeFileSync(path, '')
  const close = async () => lines
  if (kind === 'sft') return { add: (episode) => write(conversationsOf(episode, of)), close }
  const beside = environmentOf(staged)
  const told: object[] = []
  return {
    onTurn(env, shown) {
      const forked = forkedAt(env, beside, shown, kind === 'dpo' ? 2 : group, of)
      const one = kind === 'dpo' ? preferenceOf(forked) : groupOf(forked)
      if (one) told.push(one)
    },
    add: () => write(told.splice(0)),
    close
  }
}
