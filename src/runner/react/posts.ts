import { RecoError } from '../../contract/error.ts'
import { type Item, itemOf, Post } from '../../contract/item.ts'
import { toldApart } from '../apart.ts'

export type PostInput = Partial<Post> & Pick<Post, 'title'>

/** Posts, checked. @throws RecoError `react.no-posts`, `react.bad-post` */
export function postsOf(given: readonly PostInput[]): Post[] {
  if (given.length === 0)
    throw new RecoError('react.no-posts', { what: 'No post was given.', fix: 'Give at least one post with a title.' })
  return given.map(postOf)
}

function postOf(given: PostInput, at: number): Post {
  const read = Post.safeParse(given)
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new RecoError('react.bad-post', {
    what: `Post ${at + 1}: ${problems.join('; ')}`,
    fix: 'Give it a title, and the other fields as the schema of posts says.'
  })
}

/** Titles; where two are the same, with what tells them apart: the format, the length, or else their number. */
export function labelsOf(posts: readonly Post[]): string[] {
  const same = ({ title }: Post) => posts.filter((other) => other.title === title)
  const differ = (group: readonly Post[], of: (post: Post) => unknown) => new Set(group.map(of)).size === group.length
  const labels = posts.map((post) => {
    const group = same(post)
    if (group.length === 1) return post.title
    if (differ(group, ({ format }) => format)) return `${post.title} (${post.format})`
    if (differ(group, ({ durationSeconds }) => durationSeconds)) return `${post.title} (${post.durationSeconds} s)`
    return post.title
  })
  return toldApart(labels)
}

/** Posts as items, under ids that no item of the feed has. */
export function itemsOf(posts: readonly Post[], feed: readonly Item[]): Item[] {
  const taken = new Set(feed.map(({ id }) => id))
  const collides = (prefix: string) => posts.some((_, at) => taken.has(`${prefix}${at + 1}`))
  let prefix = 'post-'
  while (collides(prefix)) prefix = `own-${prefix}`
  return posts.map((post, at) => itemOf(post, `${prefix}${at + 1}`))
}
