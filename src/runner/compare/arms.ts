import { RecoError } from '../../contract/error.ts'
import type { Played } from '../playing.ts'

/** What an arm is called: its recommender, or its number where that has no name. */
export const nameOf = ({ result }: Played, at: number): string => {
  const { name } = result.manifest.recommender
  return name === 'own' ? `own-${at + 1}` : name
}

export const stopped = () =>
  new RecoError('run.interrupted', {
    what: 'It was stopped before anybody was shown anything.',
    fix: 'Start it again; nothing is known yet.'
  })
