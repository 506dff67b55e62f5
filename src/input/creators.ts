import * as z from 'zod'
import { Creator } from '../contract/creator.ts'
import { readSource } from './source.ts'
import { parseYaml, validated } from './yaml.ts'

/**
 * Creators from a YAML or JSON file: a list of them.
 * @throws RecoError `creators.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export const readCreators = (file: string): Creator[] =>
  validated(
    z.array(Creator).min(1).max(1_000),
    parseYaml(readSource(file, 'posts'), 'creators.invalid'),
    'creators.invalid'
  )
