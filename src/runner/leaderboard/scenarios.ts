import { RecoError } from '../../contract/error.ts'
import { Scenario } from '../../contract/scenario.ts'
import { fromShelf, isPath, namesOn } from '../../shelf.ts'
import { fingerprint } from '../fingerprint.ts'
import { type Setting, settingOf } from '../setting.ts'
import { remembering } from './remembering.ts'
import { shifted } from './shifting.ts'

/** A scenario, found: all that its worlds share, whoever recommends. */
export interface FoundScenario {
  readonly name: string
  /** The name or file that it was found by. */
  readonly from: string
  readonly hash: string
  readonly scenario: Scenario
  readonly setting: Setting
}

/**
 * By name or file; left out, the whole shelf.
 *
 * @throws RecoError of the shelf; `scenario.unreadable`; `scenario.named-twice`; `scenario.no-taste`
 */
export async function scenariosOf(given: readonly string[] = namesOn('scenarios')): Promise<FoundScenario[]> {
  const found = await Promise.all(given.map(scenarioOf))
  const twice = found.find(({ name }, at) => found.findIndex((other) => other.name === name) !== at)
  if (twice || found.length === 0)
    throw new RecoError('scenario.named-twice', {
      what: twice ? `The scenario "${twice.name}" was named twice.` : 'No scenario was named.',
      fix: `Name each once: ${namesOn('scenarios').join(', ')}.`
    })
  return found
}

async function scenarioOf(from: string): Promise<FoundScenario> {
  const { name, definition } = fromShelf('scenarios', from)
  const read = Scenario.safeParse(definition)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new RecoError('scenario.unreadable', {
      what: `${issue?.path.join('.') || 'It'}: ${issue?.message}`,
      at: isPath(from) ? { file: from } : { scenario: name },
      fix: 'Mend it; docs/leaderboard.md says what stands in a scenario.'
    })
  }
  const scenario = read.data
  const { population, mindset, mind, shift } = scenario
  const found = await settingOf({ population, mindset, mind })
  const setting = { ...found, representation: remembering(found.representation, found.catalogue.definition) }
  return {
    name,
    from,
    hash: fingerprint(scenario),
    scenario,
    setting: shift ? { ...setting, mind: shifted(setting.mind, shift.session) } : setting
  }
}
