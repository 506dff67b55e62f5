import { getJson, type PeopleFound } from '../store/index.ts'

const PAGE = 200

const ask = (offset: number, limit: number): Promise<PeopleFound> =>
  getJson<PeopleFound>(`api/people?offset=${offset}&limit=${limit}`)

/**
 * Who comes after somebody (`way` 1) or before (−1), round and round. People are listed by their numbers; of a log that keeps
 * some of them only, numbers are missing, so that the place is looked for by halves.
 */
export async function neighbour(user: number, way: 1 | -1): Promise<number | undefined> {
  const near = await ask(Math.max(0, user - 1), 3)
  const at = near.people.findIndex((one) => one.user === user)
  const next = near.people[at + way]
  if (at >= 0 && next !== undefined) return next.user
  return around(user, way, near.total)
}

async function around(user: number, way: 1 | -1, total: number): Promise<number | undefined> {
  if (total === 0) return undefined
  let [low, high] = [0, total]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const { people } = await ask(Math.max(0, middle - (middle % PAGE)), PAGE)
    const found = people[middle % PAGE]?.user ?? Number.POSITIVE_INFINITY
    if (found < user) low = middle + 1
    else high = middle
  }
  const { people } = await ask((low + way + total) % total, 1)
  return people[0]?.user
}

/** Anybody. */
export async function somebody(total: number): Promise<number | undefined> {
  const { people } = await ask(Math.floor(Math.random() * Math.max(1, total)), 1)
  return people[0]?.user
}
