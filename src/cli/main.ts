#!/usr/bin/env node
import { Console } from 'node:console'
import { Command } from 'commander'
import { RecoError } from '../contract/error.ts'
import { version } from '../runner/assets.ts'
import { tellFailure } from './failure.ts'
import { withExamples } from './options.ts'
import { print } from './output.ts'

/** Each command is loaded when it is called, so that help is quick. */
const COMMANDS: Record<string, { says: string; load(): Promise<(command: Command) => void> }> = {
  react: {
    says: 'how a population reacts to a post, or which variant it prefers',
    load: async () => (await import('./react.ts')).react
  },
  run: { says: 'a population meets a recommender', load: async () => (await import('./run.ts')).run },
  compare: {
    says: 'recommenders on the same people with the same luck',
    load: async () => (await import('./compare.ts')).compare
  },
  leaderboard: {
    says: 'recommenders over the scenarios, with replicates; or a former result, verified',
    load: async () => (await import('./leaderboard.ts')).leaderboard
  },
  population: {
    says: 'what a population is, in a picture too; or one from the analytics of your audience',
    load: async () => (await import('./population.ts')).population
  },
  list: { says: 'what there is to choose from', load: async () => (await import('./list.ts')).list },
  distil: {
    says: 'a fast mind that does as a language model does, from its answers',
    load: async () => (await import('./distil.ts')).distil
  },
  train: {
    says: 'a policy that learns to keep people, and becomes a recommender',
    load: async () => (await import('./train.ts')).train
  },
  serve: {
    says: 'environments over the wire, for trainers in Python and elsewhere',
    load: async () => (await import('./serve.ts')).serve
  },
  estimate: {
    says: 'calls, tokens, money and time that a run with a language model will take',
    load: async () => (await import('./estimate.ts')).estimate
  },
  studio: {
    says: 'the page: minds live, any person, the whole population; or a log looked at again',
    load: async () => (await import('./studio.ts')).studio
  },
  fork: {
    says: 'what would have come of a run: a change at any moment of it, with the same people and luck',
    load: async () => (await import('./fork.ts')).fork
  },
  report: { says: 'the HTML again, from the log of a run', load: async () => (await import('./report.ts')).report },
  export: {
    says: 'training data from the log of a run: Parquet, arrays, Minari, chats',
    load: async () => (await import('./export.ts')).exportRun
  },
  new: { says: 'a file to start from', load: async () => (await import('./new.ts')).newFile }
}

const SHORT_HELP = [
  'recoworld: a rehearsal stage for recommendations',
  '',
  '  recoworld react post.yaml --population commuters   how people react to a post',
  '  recoworld compare popular instructable             two recommenders, the same people',
  '  recoworld studio                                   minds live, on a page',
  '  recoworld list                                     what there is to choose from',
  '',
  'recoworld --help names every command, recoworld react --help the options of one.'
]

process.on('uncaughtException', (error) => process.exit(tellFailure(error)))
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit() // whoever read us has gone
  })

if (process.env.npm_lifecycle_event === 'recoworld' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD) // npm run leads to the package

if (process.argv.includes('--json')) globalThis.console = new Console(process.stderr) // files of one's own may print

let isDone = false
process.on('beforeExit', () => {
  if (!isDone) process.exit(tellFailure(stuck()))
})
try {
  await start(process.argv.slice(2))
} catch (error) {
  process.exitCode = tellFailure(error)
}
isDone = true

/** Nothing is left to do, and still the work has not ended. */
function stuck(): RecoError {
  return new RecoError('work.stuck', {
    what: 'A mind or a recommender was asked and never answered, and nothing is under way that could.',
    fix: 'Let every promise that it gives be kept or broken.'
  })
}

async function start(typed: readonly string[]): Promise<void> {
  if (typed.length === 0) return print(SHORT_HELP)
  const program = new Command('recoworld')
    .description('A rehearsal stage for recommendations: simulated users and recommenders as statecharts.')
    .version(version())
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
  const [name] = typed.filter((word) => word !== 'help' && !word.startsWith('-'))
  for (const [command, { says, load }] of Object.entries(COMMANDS)) {
    const added = program.command(command).description(says).summary(says)
    if (command === name) (await load())(added)
  }
  withExamples(program, ['react post.yaml variant.yaml', 'run --population students --log run.duckdb', 'list metrics'])
  await program.parseAsync(
    typed.map((word) => (word === '--inspect' ? '--inspect=here' : word)), // or it would swallow the word behind it
    { from: 'user' }
  )
}
