import { CommanderError } from 'commander'
import { RecoError } from '../contract/error.ts'
import type { RunResult } from '../contract/result.ts'
import { paintFor } from './paint.ts'
import { INTERRUPTED } from './perform.ts'
import { clearLive, tell } from './stderr.ts'
import { plainLines } from './text.ts'

export const EXIT = { done: 0, failed: 1, badInput: 2 } as const

/** Families of codes that speak of what was given: names, options, files. */
const OF_INPUT = [
  'shelf',
  'run',
  'react',
  'compare',
  'catalogue',
  'population',
  'post',
  'input',
  'out',
  'new',
  'report',
  'threads',
  'promote',
  'intervention',
  'leaderboard',
  'scenario',
  'environment',
  'graph',
  'audience',
  'creators',
  'sweep',
  'predict'
]
/** Of the log: what is wrong with the file that was named. Anything else of it is a failure of the work. */
const OF_LOG = ['exists', 'no-folder', 'unwritable', 'missing', 'not-a-log', 'locked', 'other-layout']
const ALONE = [
  'model.none',
  'model.no-answers',
  'model.bad-answers',
  'model.bad-option',
  'model.bad-file',
  'model.no-llama',
  'mind.no-weights',
  'mind.no-model',
  'estimate.no-rehearsal',
  'calibrate.bad-file',
  'calibration.no-impressions',
  'representation.needs-async',
  'recommender.no-truth',
  'studio.port-taken',
  'studio.cannot-listen',
  'studio.own-file',
  'studio.nobody',
  'chart.no-machine',
  'chart.too-big',
  'crowd.refused',
  'crowd.too-large',
  'metric.taken',
  'policy.other-numbers',
  'train.bad-option',
  'train.bad-checkpoint',
  'train.no-checkpoint',
  'train.no-encoder',
  'train.other-world',
  'fork.nothing',
  'fork.no-such-place',
  'fork.no-such-metric',
  'fork.own-file',
  'fork.not-again'
]

/** 1 where the work failed, 2 where what was given is at fault, 130 where it was interrupted. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.badInput
  if (!(error instanceof RecoError)) return EXIT.failed
  const { code } = error
  if (code === 'run.interrupted') return INTERRUPTED
  const [family = '', kind = ''] = code.split('.')
  const isInput = OF_INPUT.includes(family) || (family === 'log' && OF_LOG.includes(kind)) || ALONE.includes(code)
  return isInput ? EXIT.badInput : EXIT.failed
}

/** A cap that was reached is work that is not done; Ctrl-C is what somebody wanted. */
export function exitOf({ interrupted, model }: Pick<RunResult, 'interrupted' | 'model'>, failed: boolean): number {
  if (model?.capped) return EXIT.failed
  return interrupted ? INTERRUPTED : failed ? EXIT.failed : EXIT.done
}

/** Says what went wrong on standard error, in three parts; the stack only with RECOWORLD_DEBUG=1. Gives the exit code. */
export function tellFailure(error: unknown): number {
  clearLive()
  const exitCode = exitCodeOf(error)
  if (exitCode !== EXIT.done) tell(inThreeParts(error instanceof CommanderError ? usage(error) : error))
  if (process.env.RECOWORLD_DEBUG === '1' && error instanceof Error) tell(plainLines(stackOf(error)))
  return exitCode
}

function inThreeParts(error: unknown): string {
  const paint = paintFor(process.stderr)
  const known = error instanceof RecoError ? error : unforeseen(error)
  const [first = '', ...rest] = plainLines(known.message).split('\n')
  const told = first.startsWith(`${known.code}:`) ? paint('red', known.code) + first.slice(known.code.length) : first
  return [told, ...rest.map((line) => line.replace(/^ {2}fix:/, `  ${paint('bold', 'fix:')}`))].join('\n')
}

/** What the parser of the command line has against it, in our words. */
function usage({ message }: CommanderError): RecoError {
  const [what = '', hint] = message.replace(/^error: /, '').split('\n')
  const meant = hint?.match(/Did you mean (?:one of )?(.*)\?/)?.[1]
  return new RecoError('run.bad-option', {
    what: `${what.charAt(0).toUpperCase()}${what.slice(1)}${/[.!?]$/.test(what) ? '' : '.'}`,
    fix: meant ? `Did you mean ${meant}?` : 'See the command with --help.'
  })
}

function unforeseen(error: unknown): RecoError {
  const { name, message } = error instanceof Error ? error : { name: 'Thrown', message: String(error) }
  return new RecoError('internal', {
    what: `This should not happen. ${name}: ${message}`,
    fix: 'Unless it comes from a file of your own, please report it with what RECOWORLD_DEBUG=1 prints.'
  })
}

function stackOf(error: Error): string {
  const { cause } = error
  return cause instanceof Error ? `${error.stack}\ncaused by ${stackOf(cause)}` : `${error.stack}`
}
