/** Statecharts as pictures and as text. */
export { arrowsOf } from '../streams/arrows.ts'
