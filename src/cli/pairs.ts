import { RecoError } from '../contract/error.ts'

/** @throws RecoError `run.bad-option` where it is no number */
export function numberIn(name: string, text: string): number {
  const value = Number(text.replaceAll(/(?<=\d)[,_](?=\d{3})/g, ''))
  if (text.trim() !== '' && Number.isFinite(value)) return value
  throw new RecoError('run.bad-option', {
    what: `--${name} is ${JSON.stringify(text)}; it takes a number.`,
    fix: 'Give one, or leave it out.'
  })
}

/** Options as `key=value`, each value as JSON where it is such, as text where it is not. */
export function pairsIn(name: string, typed: unknown): Record<string, unknown> {
  const all = typed === undefined ? [] : Array.isArray(typed) ? typed.map(String) : [String(typed)]
  return Object.fromEntries(
    all.map((pair) => {
      const at = pair.indexOf('=')
      if (at > 0) return [pair.slice(0, at).trim(), valueIn(pair.slice(at + 1).trim())]
      throw new RecoError('run.bad-option', {
        what: `--${name} is ${JSON.stringify(pair)}.`,
        fix: `Write it as key=value: --${name} rate=0.1.`
      })
    })
  )
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
