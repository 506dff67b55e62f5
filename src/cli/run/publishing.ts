import type { CreatorResult } from '../../contract/creator.ts'
import { count, percent } from '../figures.ts'
import type { Look } from '../output.ts'
import { table } from '../table.ts'
import { cut } from '../text.ts'
import { sparkline } from '../train/sparkline.ts'

/** Those who published, and what came of it. */
export function creatorLines(creators: readonly CreatorResult[], { width, paint }: Look): string[] {
  return [
    '',
    paint('bold', 'Who published'),
    ...table(
      [
        { text: 'posts' },
        { text: 'views' },
        { text: 'likes' },
        { text: 'followers' },
        { text: 'attention' },
        { text: 'views by post', align: 'left' }
      ],
      creators.map(({ name, strategy, posts, views, likes, followersFirst, followersLast, attention, morale }) => ({
        label: name,
        under: `  ${strategy}, ${morale}`,
        cells: [
          count(posts.length),
          count(views),
          count(likes),
          `${count(followersFirst)} → ${count(followersLast)}`,
          percent(attention),
          posts.length > 0 ? sparkline(posts.map((post) => post.views)) : ''
        ].map((text) => ({ text }))
      })),
      width,
      paint
    ),
    ...creators.flatMap(({ name, posts }) => {
      const best = [...posts].sort((a, b) => b.views - a.views)[0]
      return best
        ? [cut(`  ${name}: best “${best.title}”, ${count(best.views)} views of ${count(best.impressions)}`, width)]
        : []
    })
  ]
}
