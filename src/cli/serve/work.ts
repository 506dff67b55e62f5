import type { ModelOptions } from '../../models/options.ts'
import type { ServedOptions } from '../../runner/environment.ts'
import { serveEnvironments } from '../../runner/serve.ts'
import { environmentIn, numbersIn } from '../environment.ts'
import { modelOf, parseGiven } from '../given.ts'
import { interrupted } from '../interrupted.ts'
import { print, printJson } from '../output.ts'
import { tell, tellPlainly } from '../stderr.ts'

/** Serves, prints where, and stays until it is told to go. */
export async function work(typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  const { most, idle: idleSeconds } = numbersIn(typed, 'most', 'idle')
  const model: ModelOptions | undefined = modelOf(given)
  const world = { ...environmentIn(given, typed), ...(model ? { model } : {}) } as ServedOptions
  const { port, host, json, quiet } = given
  const served = await serveEnvironments({ world, port, host, most, idleSeconds })
  const { url, token } = served
  if (json) printJson({ url, token: token ?? null, port: served.port })
  else print([url])
  if (token !== undefined) {
    tellPlainly('Other machines can reach it, and nothing is encrypted: who reads the token on its way can act.')
    if (!json) tellPlainly(`clients send  Authorization: Bearer ${token}`)
  }
  if (!quiet && !json) {
    tell(`from Python    env = recoworld.RecoEnv("${url}")   (clients/python/recoworld.py)`)
    tell(`OpenEnv        GenericEnvClient(base_url="${url}")`)
    tell('Ctrl-C ends it')
  }
  try {
    await interrupted()
  } finally {
    await served.close()
  }
}
