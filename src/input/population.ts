import { inputError } from '../contract/error.ts'
import { Population } from '../contract/population.ts'
import type { Finding } from './findings.ts'
import { quoted } from './say.ts'
import { checkFile, endingOf, readSource } from './source.ts'
import { parseYaml, validated } from './yaml.ts'

/**
 * A population from a YAML or JSON file. (One that is a program is loaded like a shelf's file, not here.)
 * @throws RecoError `population.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export const readPopulation = async (file: string): Promise<Population> => readPopulationNow(file)

/** The same at once. */
export function readPopulationNow(file: string): Population {
  if (!['.yaml', '.yml', '.json'].includes(endingOf(file))) {
    checkFile(file, 'population')
    const what = `a population is read from YAML or JSON, not from ${quoted(endingOf(file) || 'no ending')}.`
    throw inputError('input.format', [{ file, what, fix: 'Name it .yaml or .json.' }])
  }
  const code = 'population.invalid'
  return validated(Population, parseYaml(readSource(file, 'population'), code), code, sameNames)
}

function sameNames(value: unknown): Finding[] {
  const segments = (value as { segments?: unknown } | null)?.segments
  if (!Array.isArray(segments)) return []
  const first = new Map<string, number>()
  return segments.flatMap((segment, index): Finding[] => {
    const name = (segment as { name?: unknown } | null)?.name
    if (typeof name !== 'string') return []
    const before = first.get(name.trim())
    if (before === undefined) first.set(name.trim(), index)
    if (before === undefined) return []
    const what = `segments[${index}].name is ${quoted(name)}, as segments[${before}].name is.`
    return [{ path: ['segments', index, 'name'], on: 'value', what, fix: 'Give each segment a name of its own.' }]
  })
}
