import { parentPort } from 'node:worker_threads'
import type { Subscription } from 'rxjs'
import { createRecommenderAgent, type RecommenderAgent } from '../../../agents/recommender.ts'
import type { WorldEvent } from '../../contract/event.ts'
import { type Facts, memoryOf } from '../../storage/facts.ts'
import { createLedger } from '../../storage/ledger.ts'
import { createBus, type EndingSignal, type InstructionSignal } from '../../streams/bus.ts'
import { createTurnBatch } from '../../streams/turn.ts'
import { alongside } from '../../world/gauges/alongside.ts'
import { createGauges } from '../../world/gauges/gauges.ts'
import { sliceTallies } from '../../world/tally.ts'
import { createEnsemble, type Ensemble } from '../../world/troupe.ts'
import { cast, join, mindOf } from '../joining.ts'
import { isLoggedIn } from '../listening.ts'
import { createExposures } from '../react/exposures.ts'
import { partOf } from '../setting.ts'
import { replay } from './memory.ts'
import { type Answer, errorOf, type Heard, type Order, type Report, type Task, toldOf } from './messages.ts'

/** The people of one range, in a thread of their own. */
interface Stand {
  readonly ensemble: Ensemble
  readonly obey: (order: Order) => Promise<Partial<Report>>
}

const send = (answer: Answer, transfer: ArrayBuffer[] = []) => parentPort!.postMessage(answer, transfer)
let stand: Stand | undefined

parentPort!.on('message', async (order: Order) => {
  try {
    if (order.do === 'set up') stand = await setUp(order.task)
    const said = order.do === 'set up' ? {} : await stand!.obey(order)
    const tallies = Object.values(said.account?.tallies ?? {})
    const buffers = tallies.flatMap(({ numerators, denominators }) => [numerators.buffer, denominators.buffer])
    for (const facts of said.facts ?? []) buffers.push(...memoryOf(facts))
    const userSteps = stand!.ensemble.userSteps()
    send({ report: { ...NOTHING, userSteps, ...said } }, [...new Set(buffers)] as ArrayBuffer[])
  } catch (error) {
    send({ broke: toldOf(error) })
  }
})

const NOTHING: Report = {
  present: 0,
  userSteps: 0,
  events: [],
  facts: [],
  instructions: [],
  endings: [],
  moods: undefined,
  account: undefined,
  exposures: undefined,
  gauged: undefined
}

async function setUp(task: Task): Promise<Stand> {
  const { numbers, own, ranges, isSplit } = task
  const range = ranges[own]!
  const parts = {
    populations: task.populations,
    catalogue: { definition: task.catalogue, source: { name: '' } },
    mindset: partOf('mindsets', task.named.mindset),
    mind: partOf('minds', task.named.mind),
    representation: partOf('representations', task.named.representation)
  }
  const bus = createBus()
  const joint = await join(parts, numbers, task.named)
  const { mind } = mindOf(parts, joint, numbers)
  const batches = ranges.map(({ from, to }, at) =>
    createTurnBatch(to - from, numbers.slateSize, replay(task.memory[at]!))
  )
  const batch = batches[own]!
  let events: WorldEvent[] = []
  let facts: Facts[] = []
  let moods: Report['moods']
  const keep = async (told: Facts) => void facts.push(told)
  const exposures = task.watched && createExposures(task.watched, { ...joint, mind })
  const gauges = task.isGauged ? createGauges({ ...joint, users: numbers.users, range }) : undefined
  const world = {
    ...joint,
    ...cast(task.engine, parts, joint, numbers, range),
    mind,
    run: task.run,
    bus,
    users: numbers.users,
    range,
    slateSize: numbers.slateSize,
    days: numbers.days,
    recommender: task.recommender,
    witness: alongside([exposures, gauges]),
    isLogged: isLoggedIn(joint.chance, task.logShare ?? 0),
    ledger: task.logShare === undefined ? undefined : createLedger({ run: task.run, write: keep, batch: 1 })
  }
  const ensemble = createEnsemble(world, numbers.turns, batch)
  const agent = isSplit ? await ownAgent() : undefined
  const instructions: InstructionSignal[] = []
  const endings: EndingSignal[] = []
  if (!isSplit) {
    bus.instructions.subscribe((signal) => instructions.push(signal))
    bus.endings.subscribe((signal) => endings.push(signal))
  }
  const onRows = (rows: number) => send({ rows })
  const flush = (present: number): Partial<Report> => {
    const said = { present, events, facts, instructions: instructions.splice(0), endings: endings.splice(0), moods }
    events = []
    facts = []
    moods = undefined
    return said
  }

  let listening: Subscription[] = []

  /** Events and moods are made of what happens only where the other thread wants them. */
  function listenFor(heard: Heard): void {
    for (const subscription of listening) subscription.unsubscribe()
    listening = []
    if (heard.events) listening.push(bus.events.subscribe((event) => events.push(event)))
    if (heard.moods)
      listening.push(
        bus.mindsets.subscribe((count) => {
          moods = count.moods
        })
      )
  }

  async function obey(order: Order): Promise<Partial<Report>> {
    switch (order.do) {
      case 'begin':
        listenFor(order.heard)
        return flush(await ensemble.begin(order.session, onRows))
      case 'line up':
        listenFor(order.heard)
        ensemble.lineUp(order.session, order.turn)
        return { present: batch.count }
      case 'turn':
        listenFor(order.heard)
        if (order.served) {
          for (const [row, words] of order.served.words) batch.words.set(row, words)
          for (const [row, told] of order.served.failures) batch.failures.set(row, errorOf(told))
        } else {
          ensemble.lineUp(order.session, order.turn)
          mustBeServedAtOnce(ensemble.serve())
        }
        return flush(await ensemble.review(order.session, order.turn, onRows))
      case 'gather':
        for (const [at, count] of order.counts.entries()) {
          batches[at]!.count = count
          batches[at]!.session = batch.session
          batches[at]!.turn = batch.turn
        }
        agent!.gather(batches)
        return { present: batch.count }
      case 'settle':
        await ensemble.settle()
        return {}
      case 'finish':
        return finish()
      default:
        return {}
    }
  }

  async function finish(): Promise<Partial<Report>> {
    const { tallies, failures, ...account } = await ensemble.finish()
    const lost = (await agent?.finish()) ?? []
    const first = failures.first ?? lost[0]
    return {
      ...flush(0),
      account: {
        ...account,
        tallies: sliceTallies(tallies, range),
        failures: {
          mind: failures.mind,
          recommender: failures.recommender + lost.length,
          first: first === undefined ? undefined : toldOf(first)
        }
      },
      exposures: exposures?.byItem,
      gauged: gauges?.sums
    }
  }

  async function ownAgent(): Promise<RecommenderAgent> {
    const { definition } = partOf('recommenders', task.named.recommender)
    const setting = { catalogue: joint.catalogue, chance: joint.chance, slateSize: numbers.slateSize }
    return createRecommenderAgent(definition, setting, bus, {
      name: task.recommender,
      people: numbers.users,
      gathersLater: true
    })
  }
  return { ensemble, obey }
}

function mustBeServedAtOnce(served: Promise<void> | undefined): void {
  if (served) throw new Error('A recommender that declares that it splits took its time; it may not return promises.')
}
