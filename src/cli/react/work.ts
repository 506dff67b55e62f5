import { RecoError } from '../../contract/error.ts'
import type { Post } from '../../contract/item.ts'
import type { ReactResult } from '../../contract/result.ts'
import { readPost, readPosts } from '../../input/post.ts'
import { checkNames } from '../../runner/setting.ts'
import { calledAs } from '../called.ts'
import { exitOf } from '../failure.ts'
import { type Given, parseGiven, runOf, worldOf } from '../given.ts'
import { checkOut, writeWhole } from '../outfile.ts'
import { lookOf, print, printJson } from '../output.ts'
import { perform } from '../perform.ts'
import { tell, tellPlainly } from '../stderr.ts'
import { inspected } from '../studio/inspecting.ts'
import { plain, plainAll } from '../text.ts'
import { failureLine } from '../warning.ts'
import { reactionLines } from './reactions.ts'

/** Reads the posts, lets people meet them, prints what came, and writes the report. */
export async function work(files: readonly string[], typed: Readonly<Record<string, unknown>>): Promise<void> {
  const given = parseGiven(typed)
  const out = given.out ?? (given.json || given.past !== undefined ? undefined : 'report.html')
  if (out !== undefined) checkOut(out)
  const world = worldOf(given)
  checkNames(world)
  const posts = await postsIn(files, given)
  if (given.past !== undefined) return (await import('./predicting.ts')).predictWith(given, posts)
  const { MOST_VARIANTS, rehearse } = await import('../../runner/react.ts') // the stage is built once nothing speaks against it
  const isRanking = posts.length > MOST_VARIANTS || (given.posts !== undefined && posts.length > 1)
  await inspected(given, async (inspecting) => {
    const { reach, replicates } = given
    const loose = { ...(reach === undefined ? {} : { reach }), ...(replicates === undefined ? {} : { replicates }) }
    const options = { ...world, ...runOf(given), ...loose, posts }
    const result = await perform('react', given, (call) => rehearse({ ...options, ...call }, inspecting?.visit))
    await tellOf(result, given, { out, isRanking })
  })
}

async function tellOf(
  result: ReactResult,
  given: Given,
  { out, isRanking }: { out: string | undefined; isRanking: boolean }
): Promise<void> {
  if (!given.quiet) for (const note of result.notes) tellPlainly(note)
  if (given.json) printJson(result)
  else print(reactionLines(plainAll(result), isRanking, lookOf(process.stdout)))
  const failed = warnOfFailures(result)
  if (out !== undefined && !result.interrupted && !failed) {
    const { renderReact } = await import('../../report/index.ts')
    writeWhole(out, await renderReact(result))
    if (!given.quiet) tell(`report  ${plain(out)}`)
  }
  if (out !== undefined && (result.interrupted || failed))
    tellPlainly(`no report was written to ${out}: the rehearsal was not whole`)
  if (!given.quiet && !given.json && !failed) tell(`next    ${next(result, isRanking)}`)
  process.exitCode = exitOf(result, failed)
}

async function postsIn(files: readonly string[], given: Given): Promise<Post[]> {
  if (files.length === 0 && given.posts === undefined)
    throw new RecoError('react.no-posts', {
      what: 'No post was given.',
      fix: `Name a file, as in ${calledAs()} react post.yaml, or a table with --posts. It needs no more than a title.`
    })
  const posts = await Promise.all(files.map((file) => readPost(file)))
  if (given.posts === undefined) return posts
  const many = await readPosts(given.posts)
  if (!given.quiet) for (const note of many.notes) tellPlainly(`${given.posts}: ${note}`)
  return [...posts, ...many.posts]
}

/** Whether more than half of the visits failed. */
function warnOfFailures({ posts, populations, users, verdicts, failures, manifest }: ReactResult): boolean {
  const failed = failures.mind + failures.recommender
  if (failed === 0) return false
  const worlds = populations.length * (verdicts.length > 0 || posts.length === 1 ? posts.length : 1)
  tellPlainly(failureLine(failures, failed, users * worlds, manifest.recommender.name))
  return failed > (users * worlds) / 2
}

function next({ verdicts, posts, users, interrupted }: ReactResult, isRanking: boolean): string {
  if (interrupted) return `${calledAs()} react … --users ${Math.max(1, Math.floor(users / 4))} is done sooner`
  if (isRanking) return `${calledAs()} react first.yaml second.yaml lets the same people meet both`
  if (posts.length === 1) return `${calledAs()} react post.yaml variant.yaml tells which of two is preferred`
  if (verdicts.some(({ winner }) => winner === null))
    return `${calledAs()} react … --users ${4 * users} halves the intervals`
  return `${calledAs()} list populations names others to ask`
}
