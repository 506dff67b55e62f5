import { defineConfig } from 'vite'

/** The studio's page: plain files beside the server, which need no network. */
export default defineConfig({
  root: 'src/studio/page',
  base: './',
  build: {
    outDir: '../../../dist/studio',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['src/studio/page/index.html', 'src/studio/page/stately.html'] }
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } }
})
