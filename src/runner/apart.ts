/** Names, told apart where two are the same: the first keeps its own, the others get the first free number. */
export function toldApart(names: readonly string[]): string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  return names.map((name) => {
    if (!seen.has(name)) {
      seen.add(name)
      return name
    }
    let count = 2
    while (taken.has(`${name} (${count})`)) count++
    const own = `${name} (${count})`
    taken.add(own)
    return own
  })
}
