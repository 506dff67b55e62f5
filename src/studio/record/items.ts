import type { Item } from '../../contract/item.ts'

/** Items whose titles hold all of the words, in the order of the catalogue; those that begin with them come first. */
export function itemsLike(
  items: readonly Pick<Item, 'id' | 'title'>[],
  query: string,
  most: number
): { readonly id: string; readonly title: string }[] {
  const wanted = query.trim().toLowerCase()
  const words = wanted.split(/\s+/).filter(Boolean)
  const [first, other]: Pick<Item, 'id' | 'title'>[][] = [[], []]
  for (const item of items) {
    const title = item.title.toLowerCase()
    if (words.every((word) => title.includes(word))) (title.startsWith(wanted) ? first! : other!).push(item)
  }
  return [...first!, ...other!].slice(0, most).map(({ id, title }) => ({ id, title }))
}
