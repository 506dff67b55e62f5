/** Learning from what people did: minds that are fitted to the answers of others. */
export * as distil from './distil/index.ts'
