import type { Content, Representation, RepresentationDefinition } from '../../contract/representation.ts'
import type { Found } from '../setting.ts'

/** The same representation, which reads the items of a catalogue once and not for every world that they stand in. */
export function remembering(
  { definition, source }: Found<RepresentationDefinition>,
  items: readonly Content[]
): Found<RepresentationDefinition> {
  let made: Representation | undefined
  let kept: ReturnType<Representation['embed']> | undefined
  const create = (): Representation => {
    made ??= definition.create()
    const { embed, ...rest } = made
    return {
      ...rest,
      embed(contents) {
        if (contents !== items) return embed(contents)
        kept ??= embed(contents)
        return kept instanceof Float32Array ? kept.slice() : kept.then((rows) => rows.slice())
      }
    }
  }
  return { source, definition: { ...definition, create } }
}
