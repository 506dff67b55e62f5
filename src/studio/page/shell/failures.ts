import type { RunResult } from '../../../contract/result.ts'
import { capital, listed, many } from '../charts/figures.ts'

/** What broke, and how often, in a sentence; undefined where nothing did. */
export function failuresSay({ mind, recommender }: RunResult['failures']): string | undefined {
  const parts = [
    ...(mind > 0 ? [`the mind failed ${many(mind, 'time')}`] : []),
    ...(recommender > 0 ? [`the recommender failed ${many(recommender, 'time')}`] : [])
  ]
  return parts.length > 0 ? `${capital(listed(parts))}; those visits broke off there.` : undefined
}
