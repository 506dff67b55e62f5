import type { Observable } from 'rxjs'
import type { AnyActorRef, AnyStateMachine } from 'xstate'
import type { Catalogue } from '../contract/catalogue.ts'
import type { Mind } from '../contract/mind.ts'
import type { People } from '../contract/population.ts'
import type { Recommender } from '../contract/recommender.ts'
import type { Manifest, RunResult } from '../contract/result.ts'
import type { MindsetMachine } from '../mindset.ts'
import type { Cast } from '../streams/cast.ts'
import type { Onlooker } from '../world/onlooker.ts'
import type {
  Act,
  Ended,
  Form,
  Frame,
  Interference,
  PeopleFound,
  PeopleQuery,
  PopulationView,
  SceneView,
  Start,
  Track
} from './api.ts'

/** All parts of a world are joined, and nobody has come yet. */
export interface Scene {
  readonly run: string
  readonly manifest: Manifest
  readonly people: People
  readonly catalogue: Catalogue
  readonly mindset: MindsetMachine
  readonly cast: Cast
  readonly mind: Mind
  /** Traits that can be set. */
  readonly traits: readonly string[]
  /** The duty of a recommender, a statechart, and the actor that lives it now. */
  readonly duty: AnyStateMachine
  readonly recommender: () => { readonly name: string; readonly actor: AnyActorRef; readonly way: Recommender }
}

/** Looks on from before the first visit to after the last. */
export interface Visitor extends Onlooker {
  /** Its witness and its listener are asked for after that. */
  opened(scene: Scene): void
  /** The run is over: its result, or what broke it. */
  closed(result: RunResult | undefined, error?: unknown): void
}

/** What a page can look at: a run under way, one that is over, or the log of one. Positions are those of its `view`. */
export interface Show {
  readonly view: SceneView
  /** How it is now. `segment`: position in view.segments; left out, everybody. */
  frame(segment?: number): Frame
  /** How it was after each turn, in order; thinned out evenly to `most`, the last always there. */
  turns(segment?: number, most?: number): readonly Frame[]
  population(segment?: number): PopulationView
  find(query: PeopleQuery): PeopleFound
  /** One person, and how it is from now on while somebody listens: a whole track at first, then what is new. */
  track(user: number): Observable<Track>
  /** Items by title, for who wants to withdraw one. */
  items(query: string, most: number): readonly { readonly id: string; readonly title: string }[]
  /** Something is new. Not oftener than every 100 ms. */
  readonly changed$: Observable<void>
  /** What it came to, undefined while it goes on; changed$ tells when that is over. */
  readonly ended: Ended | undefined
  close(): Promise<void>
}

/** Who can start a run and reach into it. */
export interface Director {
  /** None where runs are started elsewhere. */
  readonly form: Form | undefined
  /** @throws RecoError what is wrong with the options; `studio.under-way` */
  start(options: Start): Promise<void>
  /** @throws RecoError `studio.nothing-to-do` where no run is under way */
  act(act: Act): void
  /** Done before the next turn. @throws RecoError what is wrong with it */
  intervene(interference: Interference): Promise<void>
}

/** What is shown now: none at first, and another when a run starts. */
export interface Programme {
  readonly show: Show | undefined
  readonly show$: Observable<Show | undefined>
  /** None where a log is shown. */
  readonly director: Director | undefined
}
