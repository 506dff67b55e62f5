import { createCast } from '../../../agents/user.ts'
import duty from '../../../machines/recommender.ts'
import type { ChartView } from '../../chart/index.ts'
import { RecoError } from '../../contract/error.ts'
import type { Manifest, Source } from '../../contract/result.ts'
import { createDrawings } from '../../runner/drawings.ts'
import { join } from '../../runner/joining.ts'
import { settingOf } from '../../runner/setting.ts'
import { openLogShow, type Show } from '../../studio/index.ts'
import type { Given } from '../given.ts'
import { createProgress } from '../progress.ts'

/** The log of a run as something to look at, with the parts that its manifest names. */
export async function openLogged(
  file: string,
  given: Given
): Promise<{ show: Show; charts: (hash: string) => Promise<ChartView | undefined> }> {
  const drawings = createDrawings()
  const progress = createProgress('log', given.quiet)
  try {
    const show = await openLogShow(file, {
      async partsOf(manifest) {
        const parts = await partsOf(manifest, given, file)
        drawings.add(parts.mindset)
        drawings.add(duty)
        return parts
      },
      castOf: (mindset, inputs, people) => createCast(mindset, inputs, people),
      onProgress: progress.report
    })
    return { show, charts: drawings.get }
  } finally {
    progress.end()
  }
}

/** Finds again what a manifest names: on the shelves, or where the flags say that a file of one's own is. */
async function partsOf(manifest: Manifest, given: Given, file: string) {
  const mindset = where('mindset', manifest.mindset, given.mindset, file)
  const isWhole =
    manifest.populations.every(({ hash }) => hash === undefined || given.population !== undefined) &&
    (manifest.catalogue.hash === undefined || given.catalogue !== undefined)
  const setting = await settingOf({
    mindset,
    ...(isWhole
      ? {
          population: given.population ?? manifest.populations.map(({ name }) => name),
          catalogue: given.catalogue ?? manifest.catalogue.name
        }
      : {})
  })
  const parts = { mindset: setting.mindset.definition, duty }
  if (!isWhole) return parts // a file of one's own that was not named: items are told by their ids
  const { catalogue, people } = await join(setting, manifest)
  return { ...parts, catalogue, people }
}

/** @throws RecoError `studio.own-file` */
function where(part: string, { name, hash }: Source, given: string | undefined, file: string): string {
  if (given !== undefined || hash === undefined) return given ?? name
  throw new RecoError('studio.own-file', {
    what: `The run was made with a ${part} of your own, "${name}", and a log does not hold it.`,
    at: { file },
    fix: `Say where it is: --${part} ./${name}.ts`
  })
}
