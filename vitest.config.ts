import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } }, // the machine may be busy with other things
    maxWorkers: 2, // of the machines that this is to pass on
    reporters: ['default', './test/helpers/closing-line.ts'],
    // what was built is loaded by Node itself, so that shelves and tests share one copy of every module
    server: { deps: { external: [/\/dist\//] } }
  }
})
