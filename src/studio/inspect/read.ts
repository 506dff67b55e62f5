import { plain, plainSnapshot } from './plain.ts'
import { OFFICIAL, type Official, type OfficialMessage, type SomeEvent, VERSION } from './protocol.ts'

/** What another program said, or undefined where it is nothing that an inspector says. Never throws. */
export function readMessage(text: string, most: number): OfficialMessage | { focus: readonly string[] } | undefined {
  const given = parsed(text)
  if (given === undefined) return undefined
  if (given.type === '@recoworld.focus') return readFocus(given.sessionIds)
  const type = OFFICIAL.find((one) => one === given.type)
  const sessionId = idOf(given.sessionId)
  if (!type || sessionId === undefined || typeof given._version !== 'string') return undefined
  const base = {
    sessionId,
    rootId: idOf(given.rootId),
    createdAt: /^\d{1,16}$/.test(`${given.createdAt}`) ? `${given.createdAt}` : `${Date.now()}`,
    id: idOf(given.id) ?? null,
    _version: given._version.slice(0, 40) || VERSION
  }
  return { ...base, ...bodyOf(type, given, most) } as OfficialMessage
}

function bodyOf(type: Official, given: Given, most: number) {
  if (type === '@xstate.event') return { type, event: eventOf(given.event), sourceId: idOf(given.sourceId) }
  if (type === '@xstate.snapshot') return { type, event: eventOf(given.event), snapshot: plainSnapshot(given.snapshot) }
  const { name, definition } = given
  return {
    type,
    name: typeof name === 'string' ? name.slice(0, 200) : '',
    parentId: idOf(given.parentId),
    definition: typeof definition === 'string' && definition.length <= most ? definition : undefined,
    snapshot: plainSnapshot(given.snapshot)
  }
}

type Given = Readonly<Record<string, unknown>>

function parsed(text: string): Given | undefined {
  try {
    const given: unknown = JSON.parse(text)
    return typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Given) : undefined
  } catch {
    return undefined
  }
}

/** An id is a short text; anything else is none. */
const idOf = (given: unknown): string | undefined =>
  typeof given === 'string' && given !== '' && given.length <= 200 ? given : undefined

function eventOf(given: unknown): SomeEvent {
  if (typeof given === 'string') return { type: given.slice(0, 200) }
  const event = plain(given)
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return { type: '' }
  const { type } = event as { type?: unknown }
  return { ...event, type: typeof type === 'string' ? type.slice(0, 200) : '' }
}

function readFocus(given: unknown): { focus: readonly string[] } | undefined {
  if (!Array.isArray(given)) return undefined
  return {
    focus: given
      .slice(0, 50)
      .map(idOf)
      .filter((id) => id !== undefined)
  }
}
