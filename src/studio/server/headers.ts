/** With everything that is sent. Other origins get no leave to read (no CORS), and no referrer tells where one came from. */
export const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin'
} as const

/** What the API says holds for the moment. */
export const ANSWER = { ...ALWAYS, 'cache-control': 'no-store' } as const

/** Files whose names hold a hash of what is in them never change. */
export const ASSET = { ...ALWAYS, 'cache-control': 'public, max-age=31536000, immutable' } as const

/**
 * The page may run its own scripts only, and speak to its own server only. Applications on this machine may frame it, as
 * XState's inspector does.
 *
 * @param host    as it was asked for, and checked
 * @param frames  addresses that the page may frame
 */
export function pageHeaders(host: string, frames: readonly string[] = []): Readonly<Record<string, string>> {
  // Content security policies know no IPv6 addresses; browsers of today take 'self' for sockets, too
  const socket = host.startsWith('[') ? [] : [`ws://${host}`]
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    ['connect-src', "'self'", ...socket].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ...(frames.length > 0 ? [['frame-src', ...frames].join(' ')] : []),
    "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*"
  ]
  return { ...ANSWER, 'content-security-policy': policy.join('; ') }
}
