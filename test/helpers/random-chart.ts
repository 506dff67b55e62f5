/** A machine's config made of a seed: nested, parallel, with history, finals, self-transitions and targets anywhere. */
export function randomConfig(seed: number, most: number): Record<string, unknown> {
  let at = seed >>> 0
  const draw = (below: number): number => {
    at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((at / 4_294_967_296) * below)
  }
  const ids: string[] = []
  const configs: Record<string, unknown>[] = []

  const make = (depth: number): Record<string, unknown> => {
    const id = `n${ids.length}`
    ids.push(id)
    const config: Record<string, unknown> = { id }
    configs.push(config)
    const size = depth === 0 ? 2 + draw(5) : depth < 4 && draw(10) < 4 ? 1 + draw(4) : 0
    if (draw(3) === 0) config.description = 'What it is, in a few words that may take two lines'
    if (draw(4) === 0) config.tags = ['busy', 'warm'].slice(draw(2))
    if (draw(4) === 0) config.entry = ['greet']
    if (size === 0 || ids.length >= most) {
      if (depth > 0 && draw(8) === 0) config.type = 'final'
      return config
    }
    const states = Object.fromEntries(Array.from({ length: size }, (_, key) => [`k${key}`, make(depth + 1)]))
    if (depth > 0 && draw(4) === 0) states.past = { type: 'history' }
    config.states = states
    if (draw(3) === 0 && size > 1) config.type = 'parallel'
    else config.initial = `k${draw(size)}`
    return config
  }

  const root = make(0)
  for (const config of configs) {
    if (config.type === 'final') continue
    const arrow = (): unknown => {
      const target = [`#${ids[draw(ids.length)]}`, undefined, `#${config.id}`][[0, 0, 0, 0, 0, 1, 2][draw(7)]!]
      return {
        ...(target ? { target, reenter: draw(2) === 0 } : {}),
        ...(draw(2) ? { guard: 'isSo' } : {}),
        actions: draw(3) ? [] : ['note']
      }
    }
    config.on = Object.fromEntries(
      Array.from({ length: draw(4) }, (_, event) => [`event.${event}`, draw(3) ? arrow() : [arrow(), arrow()]])
    )
    if (draw(6) === 0) config.after = { [1_000 * (1 + draw(90))]: arrow() }
    if (draw(8) === 0) config.always = arrow()
    if (draw(8) === 0) config.invoke = { src: 'work', onDone: arrow(), onError: arrow() }
  }
  return root
}
