import { RecoError } from '../../contract/error.ts'
import type { Manifest, Source } from '../../contract/result.ts'
import type { RunOptions, WorldOptions } from '../options.ts'

/** Parts that were files of one's own, given anew: a log knows them by name and fingerprint. */
export type FromLog = Partial<
  Pick<WorldOptions, 'population' | 'recommender' | 'mindset' | 'mind' | 'catalogue' | 'representation' | 'graph'>
>

/**
 * The world that a log names.
 *
 * @throws RecoError `fork.own-file`; `fork.not-again` for logs of posts, and of runs that asked a language model or were corrected
 */
export function worldOfManifest(
  manifest: Manifest,
  given: FromLog
): WorldOptions & Pick<RunOptions, 'sessions' | 'turns' | 'days'> {
  const { kind, model, calibration, populations, recommender, mindset, mind, representation, catalogue, graph } =
    manifest
  if (kind !== 'run') throw notAgain('This log is of reactions to a post.')
  if (model) throw notAgain('A language model was asked in this run.')
  if (manifest.creators) throw notAgain('Creators published in this run.')
  if (calibration) throw notAgain('The mind of this run was corrected (--calibrate).')
  const { users, sessions, days, turns, slateSize, seed, interventions, measure } = manifest
  const parts = {
    population: populations,
    recommender: [recommender],
    mindset: [mindset],
    mind: [mind],
    representation: [representation],
    catalogue: [catalogue]
  }
  for (const [part, sources] of Object.entries(parts))
    if (given[part as keyof FromLog] === undefined) mustBeOurs(part, sources)
  if (graph?.hash !== undefined && given.graph === undefined) mustBeOurs('graph', [graph])
  return {
    population: given.population ?? populations.map(({ name }) => name),
    recommender: given.recommender ?? recommender.name,
    mindset: given.mindset ?? mindset.name,
    mind: given.mind ?? mind.name,
    representation: given.representation ?? representation.name,
    catalogue: given.catalogue ?? catalogue.name,
    ...(graph
      ? { graph: given.graph ?? ({ kind: graph.name, ...graph.options } as NonNullable<WorldOptions['graph']>) }
      : {}),
    ...(interventions ? { interventions } : {}),
    ...(measure ? { measure } : {}),
    users,
    ...(days === undefined ? { sessions } : { days }),
    turns,
    slateSize,
    seed
  }
}

function mustBeOurs(part: string, sources: readonly Source[]): void {
  const own = sources.find(({ hash }) => hash !== undefined)
  if (!own) return
  throw new RecoError('fork.own-file', {
    what: `The ${part} "${own.name}" of this run was a file of somebody's own.`,
    fix: `Say where it is: --${part} <file>.`
  })
}

const notAgain = (what: string) =>
  new RecoError('fork.not-again', { what: `${what} It cannot be made again.`, fix: 'Fork a run without that.' })
