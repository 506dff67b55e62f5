import type { Manifest } from '../contract/result.ts'
import { version } from './assets.ts'
import type { RunNumbers } from './joining.ts'
import type { WorldOptions } from './options.ts'
import { hashOf, type Setting } from './setting.ts'

/** What is decided of a run, beside its parts. */
export interface Decided extends RunNumbers, Pick<Manifest, 'kind' | 'engine' | 'threads'> {
  readonly posts: Manifest['posts'] | undefined
  readonly calibration: Manifest['calibration'] | undefined
  /** What of a model decides its answers; neither its address nor a key. */
  readonly model: Manifest['model'] | undefined
  readonly graph: Manifest['graph'] | undefined
  readonly creators: Manifest['creators'] | undefined
  readonly interventions: NonNullable<Manifest['interventions']>
}

/** Everything that decides a run, and the run's name: the same for the same. How it is run, and what is kept, is not in the name. */
export function manifestFor(
  setting: Setting,
  { log, logShare = 1, measure }: Pick<WorldOptions, 'log' | 'logShare' | 'measure'>,
  { kind, engine, threads, posts, calibration, model, graph, creators, interventions, ...numbers }: Decided
): { readonly id: string; readonly manifest: Manifest } {
  const decisive = {
    recoworld: version(),
    kind,
    populations: setting.populations.map(({ source }) => source),
    recommender: setting.recommender.source,
    mindset: setting.mindset.source,
    mind: setting.mind.source,
    representation: setting.representation.source,
    catalogue: { ...setting.catalogue.source, items: setting.catalogue.definition.length },
    ...(posts ? { posts } : {}),
    ...(calibration ? { calibration } : {}),
    ...(model ? { model: bodied(model) } : {}),
    ...(graph ? { graph } : {}),
    ...(creators ? { creators } : {}),
    ...(interventions.length > 0 ? { interventions } : {}),
    ...numbers
  }
  const kept = log === undefined ? 'off' : logShare === 1 ? 'all' : { share: logShare }
  return {
    id: hashOf(JSON.stringify(decisive)),
    manifest: { ...decisive, engine, threads, log: kept, ...(measure ? { measure } : {}) }
  }
}

const bodied = ({ name, body = {} }: NonNullable<Manifest['model']>): NonNullable<Manifest['model']> => ({
  name,
  ...(Object.keys(body).length > 0 ? { body } : {})
})
