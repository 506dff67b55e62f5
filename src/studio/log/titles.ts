import type { Catalogue } from '../../contract/catalogue.ts'
import type { Manifest } from '../../contract/result.ts'

/** As posts are named that were put among the items of a feed, from 1. */
const POST = /^(?:own-)*post-(\d+)$/

/** Titles of items by their ids, as far as they can be known; else the ids. */
export function titlesOf(catalogue: Catalogue | undefined, { posts = [] }: Manifest): (itemId: string) => string {
  return (id) => {
    const item = catalogue?.items[catalogue.indexOf(id)]
    const post = item === undefined ? posts[Number(POST.exec(id)?.[1]) - 1] : undefined
    return item?.title ?? post?.title ?? id
  }
}
