export type { Offer } from './offer.ts'
export { openServer, type Served, type ServeOptions } from './open.ts'
