import attention from '../machines/mindsets/attention.ts'
import duty from '../machines/recommender.ts'
import { chartOf, hashOf, viewOf } from '../src/chart/index.ts'
import { createHub, openStudio, readPage } from '../src/studio/index.ts'
import { type FakeShow, fakeDirector, fakeProgramme, fakeShow } from '../test/helpers/fake-show.ts'

/**
 * The studio on made-up people, for whoever works on its page. In one terminal, which builds the page whenever a file of it
 * changes:
 *
 *     npx vite build --watch
 *
 * and in another, with a port if one is wanted:
 *
 *     node --import jiti/register scripts/studio-dev.ts [port] [--log] [--empty]
 *
 * `--log`: as if the log of a run that is over was shown. `--empty`: nothing runs at first.
 */
const given = process.argv.slice(2)
const port = given.find((one) => /^\d+$/.test(one))
const drawn = await Promise.all([chartOf(attention), chartOf(duty)].map((chart) => viewOf(chart)))
const [mindset, recommender] = [hashOf(chartOf(attention)), hashOf(chartOf(duty))]
const charts = { mindset, duty: recommender }

let show: FakeShow | undefined
let wait = 100
let runs = 0

const make = (options: Parameters<typeof fakeShow>[0] = {}) => {
  show = fakeShow({ run: `fake-${++runs}`, charts, ...options })
  return show
}
const isLog = given.includes('--log')
if (isLog) for (const log = make({ from: 'log' }); log.phase === 'running'; ) log.tick()
else if (!given.includes('--empty')) make()

const programme = fakeProgramme(
  show,
  isLog
    ? undefined
    : fakeDirector(
        ({ users = 20_000, sessions = 3, turns = 12, seed = 7, isPaused }) => {
          const next = make({ users, sessions, turns, seed })
          if (isPaused) next.pause(true)
          return next
        },
        () => programme,
        {
          current: () => show,
          speed(turns) {
            wait = turns === null ? 100 : 1_000 / turns / 12 // a turn takes a dozen ticks
          }
        }
      )
)
const tick = () => {
  show?.tick()
  setTimeout(tick, wait)
}
tick()

const studio = await openStudio({
  programme,
  hub: createHub(),
  port: port === undefined ? undefined : Number(port),
  charts: async (hash) => drawn.find((chart) => chart.hash === hash),
  page: readPage,
  onFault: (error) => console.error(error)
})
for (const note of studio.notes) console.log(note)
console.log(studio.url)
