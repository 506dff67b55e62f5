export { renderCompare } from './compare.ts'
export { type Learning, renderLearning } from './learning.ts'
export { renderReact } from './react.ts'
export { renderRun } from './run.ts'
