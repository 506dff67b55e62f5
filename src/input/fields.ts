import type * as z from 'zod'
import { AudienceRow } from '../contract/audience.ts'
import { Item, Post } from '../contract/item.ts'
import { GraphRow } from '../contract/spread.ts'

/** How a cell is read: `line` is text without line breaks, `prose` keeps them, `word` is in small letters; `rate` is 0.045 or 4.5 %. */
export type CellKind = 'id' | 'line' | 'prose' | 'word' | 'list' | 'number' | 'seconds' | 'rate' | 'date'

/** What a column may hold, and the names that it goes by besides its own (folded; the first that is there is read). */
export interface Field {
  name: string
  kind: CellKind
  also: readonly string[]
}

/** What rows are read as. */
export interface RowShape<T extends z.ZodObject = z.ZodObject> {
  schema: T
  fields: readonly Field[]
}

const field = (name: string, kind: CellKind, ...also: string[]): Field => ({ name, kind, also })

const description = field('description', 'prose', 'desc', 'summary', 'overview', 'abstract', 'text', 'body')
const topics = field('topics', 'list', 'topic', 'genres')
const tags = field('tags', 'list', 'tag', 'keywords', 'hashtags')
const format = field('format', 'word')
const seconds = field(
  'durationSeconds',
  'seconds',
  ...['duration', 'seconds', 'lengthseconds', 'length', 'durationsec', 'durations', 'lengthsec', 'videoduration'],
  ...['durationms', 'durationmillis', 'durationmilliseconds', 'lengthms', 'durationminutes', 'durationmin']
)
const titles = ['name', 'headline', 'videotitle', 'itemtitle', 'posttitle', 'caption']
const makers = ['channeltitle', 'channelname', 'creator', 'author', 'authors', 'uploader', 'artist', 'publisher']
const pictures = ['thumbnail', 'thumbnaillink', 'thumbnailurl', 'imageurl', 'imagelink', 'cover', 'coverurl']

/** Seconds in one unit of a column, where its name tells the unit. */
export const SECONDS_IN: Readonly<Record<string, number>> = {
  durationms: 0.001,
  durationmillis: 0.001,
  durationmilliseconds: 0.001,
  lengthms: 0.001,
  durationminutes: 60,
  durationmin: 60
}

export const ITEMS = {
  schema: Item,
  fields: [
    field('id', 'id', 'itemid', 'videoid', 'postid', 'articleid', 'movieid', 'bookid', 'productid', 'uid'),
    field('title', 'line', ...titles),
    description,
    field('category', 'line', 'categoryname', 'genre', 'section'),
    topics,
    tags,
    field('channel', 'line', ...makers),
    format,
    seconds,
    field('image', 'line', ...pictures),
    field('publishedAt', 'date', 'published', 'publishtime', 'publishdate', 'publicationdate', 'uploaddate', 'date'),
    field('views', 'number', 'viewcount', 'viewscount', 'plays', 'playcount'),
    field('likes', 'number', 'likecount', 'likescount'),
    field('dislikes', 'number', 'dislikecount', 'dislikescount'),
    field('comments', 'number', 'commentcount', 'commentscount', 'commenttotal'),
    field('shares', 'number', 'sharecount', 'sharescount')
  ]
} satisfies RowShape

export const POSTS = {
  schema: Post,
  fields: [
    field('title', 'line', ...titles),
    description,
    topics,
    format,
    seconds,
    tags,
    field('thumbnail', 'line', 'image', ...pictures.filter((name) => name !== 'thumbnail')),
    field('creator', 'line', 'channel', ...makers.filter((name) => name !== 'creator'))
  ]
} satisfies RowShape

export const AUDIENCE = {
  schema: AudienceRow,
  fields: [
    field('segment', 'line', 'name', 'audience', 'group', 'cohort'),
    field(
      'share',
      'rate',
      'shareofaudience',
      'audienceshare',
      'viewers',
      'users',
      'people',
      'count',
      'views',
      'impressions',
      'size'
    ),
    field('click', 'rate', 'ctr', 'clickrate', 'clickthroughrate', 'openrate', 'impressionsclickthroughrate'),
    field('like', 'rate', 'likerate', 'likesperimpression'),
    field('comment', 'rate', 'commentrate'),
    field('sharing', 'rate', 'sharerate', 'forwardrate'),
    field('age', 'line', 'agegroup', 'agerange', 'viewerage'),
    field('region', 'line', 'country', 'location', 'geography'),
    field('device', 'word', 'devicetype', 'platform'),
    field('interests', 'list', 'interest', ...topics.also, 'topics'),
    field('seconds', 'seconds', 'averageviewduration', 'avgviewduration', 'averagewatchtime', 'watchseconds')
  ]
} satisfies RowShape

export const GRAPH = {
  schema: GraphRow,
  fields: [
    field('from', 'line', 'source', 'followed', 'author', 'creator', 'leader'),
    field('to', 'line', 'target', 'follower', 'reader', 'fan'),
    field('weight', 'rate', 'strength', 'chance', 'probability')
  ]
} satisfies RowShape
