interface Named {
  readonly name: string
}

/** Segments by their own names, without that of the population where one does without. */
export function shortly<Group extends Named>(groups: readonly Group[]): Group[] {
  const own = groups.map(({ name }) =>
    name.slice(name.indexOf(SEPARATOR) < 0 ? 0 : name.indexOf(SEPARATOR) + SEPARATOR.length)
  )
  return groups.map((group, i) => {
    const name = own[i] ?? group.name
    return own.indexOf(name) === own.lastIndexOf(name) ? { ...group, name } : group
  })
}

const SEPARATOR = ' · '
