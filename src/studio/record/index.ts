/** What a run came to so far, by segment, wherever it is heard from: a run under way, or a log. */
export { type Groups, groupsOf, rowOf } from './groups.ts'
export { createHeadcount, type Headcount, type Standing } from './headcount.ts'
export { evenly } from './history.ts'
export { createRecord, nameOf, type RunRecord, type TurnRecord } from './record.ts'
export { sampleOf } from './sample.ts'
export { type Shape, shapeOf } from './shape.ts'
