/** All that views need of the server and of each other. */

export { visible } from '../../../contract/visible.ts'
export type { Ended, Frame, PeopleFound, PopulationView, SceneView, Step, Track } from '../../api.ts'
export { type Chart, useChart } from './charts.ts'
export { type Loaded, useJson } from './json.ts'
export { useConnection, useEnded, useFrame, useScene, useSegment, withSegment } from './live.ts'
export { goTo, pathOf, useRoute } from './route.ts'
export { type Connection, useStream } from './stream.ts'
export { asTrouble, getJson, post, Trouble } from './talk.ts'
export { colourOf, useShade } from './theme.ts'
export { mayAct } from './token.ts'
