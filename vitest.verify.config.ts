import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** What needs data from beside the project, or more time than every commit should take. */
const verify = mergeConfig(base, defineConfig({ test: { testTimeout: 600_000, fileParallelism: false } }))
verify.test!.include = ['verify/**/*.test.ts']
export default verify
