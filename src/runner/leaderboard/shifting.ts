import { RecoError } from '../../contract/error.ts'
import type { MindDefinition } from '../../contract/mind.ts'
import type { Found } from '../setting.ts'

/**
 * The same mind, whose people like from one visit on what the next person (the last: the first) was born to like.
 *
 * @throws RecoError `scenario.no-taste` where the mind keeps no taste of topics
 */
export function shifted({ definition, source }: Found<MindDefinition>, from: number): Found<MindDefinition> {
  if (definition.columns.taste?.per !== 'topic')
    throw new RecoError('scenario.no-taste', {
      what: `The mind "${source.name}" keeps no taste of topics, so that nothing can shift.`,
      fix: 'Leave out `shift`, or take the mind rules.'
    })
  return { source, definition: { ...definition, create: (setting) => withShift(definition, setting, from) } }
}

function withShift(definition: MindDefinition, setting: Parameters<MindDefinition['create']>[0], from: number) {
  const mind = definition.create(setting)
  const { taste } = setting.columns
  const width = setting.catalogue.topics.length
  const people = taste!.length / width
  const born = new Float32Array(taste!.length)
  return {
    ...mind,
    born(row: number, persona: Parameters<typeof mind.born>[1]) {
      mind.born(row, persona)
      born.set(taste!.subarray(row * width, (row + 1) * width), row * width)
    },
    arrive(row: number, session: number, awayMs: number) {
      const other = ((row + 1) % people) * width
      if (session === from) taste!.set(born.subarray(other, other + width), row * width)
      mind.arrive(row, session, awayMs)
    }
  }
}
