import * as z from 'zod'

/** How content is made: decides how it is looked at, and what length is usual. */
export const FORMATS = ['short', 'video', 'live', 'image', 'carousel', 'article', 'audio'] as const
export type Format = (typeof FORMATS)[number]

export const ItemId = z.string().min(1).max(200)
export type ItemId = string

const words = (max: number) => z.array(z.string().max(200)).max(max)
const count = z.number().int().min(0)

/** What can be shown: the words and numbers that a representation, a mind and a recommender read. Durations in seconds. */
export const Item = z.strictObject({
  id: ItemId,
  title: z.string().trim().min(1).max(500),
  description: z.string().max(10_000).default(''),
  /** The one topic that it is filed under; empty when unknown. */
  category: z.string().max(200).default(''),
  topics: words(50).default([]),
  tags: words(200).default([]),
  channel: z.string().max(200).default(''),
  format: z.enum(FORMATS).default('video'),
  /** Seconds that it takes from end to end; for text and images, a usual reading time. 1 … 86,400. */
  durationSeconds: z.number().min(1).max(86_400).default(60),
  image: z.string().max(2_000).default(''),
  /** ISO date or date-time; empty when unknown. */
  publishedAt: z.string().max(40).default(''),
  views: count.optional(),
  likes: count.optional(),
  dislikes: count.optional(),
  comments: count.optional(),
  shares: count.optional()
})
export type Item = z.infer<typeof Item>

/** What a creator rehearses. The same words as an item, without an id or a past. */
export const Post = z.strictObject({
  title: Item.shape.title,
  description: Item.shape.description,
  topics: Item.shape.topics,
  format: Item.shape.format,
  durationSeconds: Item.shape.durationSeconds,
  tags: Item.shape.tags,
  /** Path or address of the thumbnail. */
  thumbnail: z.string().max(2_000).default(''),
  creator: Item.shape.channel
})
export type Post = z.infer<typeof Post>

/** A post as an item of a catalogue. */
export function itemOf(post: Post, id: ItemId): Item {
  const { thumbnail, creator, ...same } = post
  return { ...same, id, category: post.topics[0] ?? '', channel: creator, image: thumbnail, publishedAt: '' }
}
