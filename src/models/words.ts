import { hash } from 'node:crypto'
import type { ChatBody } from '../contract/model.ts'

/**
 * What is asked, as JSON: fields in the order of their names, and what is in them as it was written, since models answer a
 * schema in the order of its properties.
 */
export function wordsOf(model: string, extra: Readonly<Record<string, unknown>>, body: ChatBody): string {
  const whole: Record<string, unknown> = { ...extra, ...body, model }
  const sorted: Record<string, unknown> = {}
  for (const name of Object.keys(whole).sort()) sorted[name] = whole[name]
  return JSON.stringify(sorted)
}

/** By which an answer is found again. */
export const keyOf = (words: string): string => hash('sha256', words, 'base64url')
