/** For who reads what was logged: events in order, SQL, and a digest that is equal for equal runs. */
export { digestOf } from './storage/digest.ts'
export { type LogReader, openLog } from './storage/log-reader.ts'
