/** Looking at statecharts while they live: a page on loopback, and XState's inspector protocol. */
export type * from './api.ts'
