/** Looking at statecharts while they live: a page on loopback, and XState's inspector protocol. */
export type * from './api.ts'
export { TOKEN_HEADER } from './api.ts'
export { createHub, type Hub } from './inspect/index.ts'
export { type Inspector, type InspectorOptions, openInspector } from './inspector.ts'
export { type LogParts, type LogShowOptions, openLogShow } from './log/show.ts'
export type { Director, Programme, Scene, Show, Visitor } from './scene.ts'
export { openStudio, type Studio, type StudioOptions } from './server/open.ts'
export { builtPage, type Page, readPage } from './server/page.ts'
