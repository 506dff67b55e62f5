/** A program that runs W1, as it was measured. */
export interface Peer {
  readonly name: string
  /** People in its run. */
  readonly users: number
  /** User-steps per CPU-second, median of five rounds. */
  readonly rate: number
  /** That, as a share of the limit program's, run just before it. */
  readonly ofLimit: number
}

/** On two cores of an AMD EPYC, Node 20.20.2, Python 3.11.2, gcc 12.2; five rounds of all in turn, on a busy machine. */
export const PEERS: readonly Peer[] = [
  { name: 'plain C, exact', users: 30_000, rate: 3_310_000, ofLimit: 3.4 },
  { name: 'typed-array JS, exact (the limit)', users: 20_000, rate: 970_000, ofLimit: 1 },
  { name: 'js-simulator 1.0.17', users: 4_000, rate: 316_000, ofLimit: 0.37 },
  { name: 'flocc 0.7.0', users: 4_000, rate: 301_000, ofLimit: 0.35 },
  { name: 'AgentScript 0.10.27', users: 5_000, rate: 260_000, ofLimit: 0.27 },
  { name: 'RxJS 7.8.2, a subject per user', users: 4_000, rate: 194_000, ofLimit: 0.22 },
  { name: 'plain JS objects', users: 5_000, rate: 144_000, ofLimit: 0.16 },
  { name: 'XState 5.33.3, an actor per user', users: 1_000, rate: 27_800, ofLimit: 0.028 },
  { name: 'XState 5.33.3, pure transition()', users: 300, rate: 8_800, ofLimit: 0.009 },
  { name: 'Python and numpy, an object per user', users: 200, rate: 19_700, ofLimit: 0.016 },
  { name: 'Mesa 3.3.1', users: 200, rate: 13_600, ofLimit: 0.011 },
  { name: 'RecSim, 10 candidates', users: 100, rate: 2_300, ofLimit: 0.0026 },
  { name: 'RecSim, 10,000 candidates, many users', users: 60, rate: 868, ofLimit: 0.0009 },
  { name: 'RecSim as it comes, 10,000 candidates', users: 4, rate: 100, ofLimit: 0.0001 }
]
