/** Learning where a world is small enough for a table; its optimum is `planning` of recoworld/laws. */
export { createQLearning, createSarsa, type TabularOptions } from './temporal-difference.ts'
