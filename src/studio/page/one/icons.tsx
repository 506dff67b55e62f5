import type { Line } from '../../api.ts'
import { visible } from '../store/index.ts'

/** What an icon draws, on 16 × 16; one stroke. */
const LINES: Record<Line['kind'], string> = {
  came: 'M2 8h8M7 4.5 10.5 8 7 11.5M13.5 2.5v11',
  went: 'M6 8h8M10.5 4.5 14 8l-3.5 3.5M2.5 2.5v11',
  slate: 'M2.5 3h11M2.5 8h11M2.5 13h7',
  reaction:
    'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z',
  mood: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.5 9.5c1.4 1.5 3.6 1.5 5 0M6 6.2v.4M10 6.2v.4',
  sensed: 'M8 2.2 14.2 13H1.8zM8 6.4v3M8 11.2v.2',
  instruction: 'M2.5 3h11v8H7l-3 2.6V11H2.5zM5 6h6M5 8.3h4',
  planned: 'M8 1.8a4.3 4.3 0 0 0-2.4 7.9v1.6h4.8V9.7A4.3 4.3 0 0 0 8 1.8zM6.2 13.6h3.6',
  followed: 'M2.5 8.6 6.2 12 13.5 4.2',
  shared: 'M6.2 9.8 13.5 2.5M13.5 2.5H9.2M13.5 2.5v4.3M11.5 9v4.5h-9v-9H7',
  intervened: 'M3 13 10 6M9 2.8l4.2 4.2M7.6 4.2l4.2 4.2M3 13l-.6.6',
  failed: 'M4 4l8 8M12 4l-8 8'
}

const DEEDS: Readonly<Record<string, string>> = {
  click: 'M5 3.2v9.6L12.6 8z',
  like: 'M8 13.2S2.2 9.8 2.2 6A2.9 2.9 0 0 1 8 5a2.9 2.9 0 0 1 5.8 1c0 3.8-5.8 7.2-5.8 7.2z',
  comment: 'M2.5 3h11v8H7l-3 2.6V11H2.5z',
  share: LINES.shared,
  follow: 'M8 3v10M3 8h10',
  hide: 'M2 2l12 12M4 4.6C2.4 6 1.5 8 1.5 8S4 12.5 8 12.5c1 0 2-.3 2.8-.7M7 3.6c.3 0 .7-.1 1-.1 4 0 6.5 4.5 6.5 4.5s-.6 1.2-1.7 2.4',
  skip: 'M3 4l5 4-5 4zM8.5 4l5 4-5 4z'
}

const PEN = {
  class: 'glyph',
  width: 16,
  height: 16,
  viewBox: '0 0 16 16',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 1.5,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round'
} as const

/** What kind of line it is; the line says so in words too. */
export const LineIcon = ({ kind }: { readonly kind: Line['kind'] }) => (
  <svg {...PEN} aria-hidden="true">
    <path d={LINES[kind]} />
  </svg>
)

/** What was done with an item. */
export const DeedIcon = ({ deed }: { readonly deed: string }) => (
  <svg {...PEN} class="glyph deed" data-deed={deed} role="img" aria-label={visible(deed)}>
    <title>{visible(deed)}</title>
    <path d={DEEDS[deed] ?? LINES.reaction} />
  </svg>
)
