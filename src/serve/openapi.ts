import type { Offer } from './offer.ts'

const ROUTES: readonly (readonly [path: string, method: 'get' | 'post', summary: string])[] = [
  ['/health', 'get', 'Whether the server is up, and how many sessions there are'],
  ['/metadata', 'get', 'What is served'],
  ['/schema', 'get', 'JSON Schemas of actions, observations and states'],
  ['/spaces', 'get', 'Spaces of observations and actions as data; ?as=numbers: of the numbered world'],
  ['/reset', 'post', 'Begins an episode: seed, episode_id, and options of the world; opens a session'],
  ['/step', 'post', 'Acts: { action, session_id }'],
  ['/state', 'get', 'Where the episode of a session stands'],
  ['/close', 'post', 'Ends a session: { session_id }'],
  ['/mcp', 'post', 'Tools for language models, as JSON-RPC: initialize, tools/list, tools/call']
]

/** All routes, as OpenAPI describes them; episodes are better played over the socket at /ws. */
export function openApi({ name, description }: Offer): object {
  const paths = Object.fromEntries(
    ROUTES.map(([path, method, summary]) => [
      path,
      {
        [method]: {
          summary,
          ...(method === 'post' && {
            requestBody: { content: { 'application/json': { schema: { type: 'object' } } } }
          }),
          responses: { 200: { description: 'As said', content: { 'application/json': {} } } }
        }
      }
    ])
  )
  return { openapi: '3.1.0', info: { title: `recoworld: ${name}`, version: '1.0.0', description }, paths }
}
