export { renderCompare } from './compare.ts'
export { renderReact } from './react.ts'
export { renderRun } from './run.ts'
