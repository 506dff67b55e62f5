import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { RecoError } from '../contract/error.ts'
import { type Completion, DECISIONS, type Decision, type DecisionKind } from '../contract/model.ts'

/** What came of a question: an answer, or the words of its failure. */
export type Outcome =
  | { readonly completion: Completion; readonly failure?: undefined }
  | { readonly failure: FailureRecord; readonly completion?: undefined }

export interface FailureRecord {
  readonly code: string
  readonly what: string
  readonly fix: string
}

/** Whose answers follow in a file. */
export interface AskedModel {
  readonly model: string
  /** What went with every question. */
  readonly body: Readonly<Record<string, unknown>>
}

/** What was answered, by what was asked. All of it is held in memory: about a kilobyte an answer. */
export interface Answers {
  /**
   * What came of a question: of all who asked it, or, where somebody ran out of time, of that decision alone. What failed for
   * want of a server in a former run is asked again, unless it is replayed.
   */
  find(key: string, about: Decision): Outcome | undefined
  add(key: string, about: Decision, outcome: Outcome): void
  /** Who was asked last, and what with each question; nothing where the file does not say. */
  readonly asked: AskedModel | undefined
  /** Waits until all is on disk. */
  close(): Promise<void>
}

export interface AnswersOptions {
  readonly file: string
  /** Nothing is added, and failures count as answers. */
  readonly isReplay: boolean
  /** Who is asked now. */
  readonly now: AskedModel
  /** Told when the file cannot be written any more. */
  onBroken(cause: Error): void
  note(text: string): void
}

const Head = z.object({ v: z.literal(1), model: z.string().min(1), body: z.record(z.string(), z.unknown()) })

const Line = z.object({
  v: z.literal(1),
  key: z.string(),
  about: z
    .object({
      agent: z.enum(['mind', 'recommender', 'creator']),
      kind: z.enum(Object.keys(DECISIONS) as [DecisionKind, ...DecisionKind[]]),
      user: z.number(),
      session: z.number(),
      turn: z.number()
    })
    .optional(),
  completion: z
    .object({
      content: z.string().nullable(),
      toolCalls: z.array(
        z.object({
          id: z.string(),
          type: z.literal('function'),
          function: z.object({ name: z.string(), arguments: z.string() })
        })
      ),
      finish: z.string(),
      inputTokens: z.number(),
      cachedTokens: z.number(),
      outputTokens: z.number()
    })
    .optional(),
  failure: z.object({ code: z.string(), what: z.string(), fix: z.string() }).optional()
})

const LATE = 'model.late'
/** Failures that a run which goes on keeps: they were decided, and paid for. */
const LASTING: readonly string[] = [LATE, 'model.refused']

const placeOf = (key: string, { agent, kind, user, session, turn }: Decision) =>
  `${key}/${agent}/${kind}/${user}/${session}/${turn}`

/** What is kept for as long as the way to the model is open, where there is no file. */
export function keepAnswers(): Answers {
  const outcomes = new Map<string, Outcome>()
  return {
    asked: undefined,
    find: (key, about) => outcomes.get(placeOf(key, about)) ?? outcomes.get(key),
    add: (key, about, outcome) =>
      void outcomes.set(outcome.failure?.code === LATE ? placeOf(key, about) : key, outcome),
    close: async () => outcomes.clear()
  }
}

/** @throws RecoError `model.no-answers` where there is no file to replay, `model.bad-answers` where a line is none of ours */
export async function openAnswers({ file, isReplay, now, onBroken, note }: AnswersOptions): Promise<Answers> {
  const outcomes = new Map<string, Outcome>()
  const late = new Map<string, Outcome>()
  const put = (key: string, about: Decision | undefined, outcome: Outcome) =>
    about && outcome.failure?.code === LATE ? late.set(placeOf(key, about), outcome) : outcomes.set(key, outcome)
  let asked: AskedModel | undefined
  const { whole, rest } = await read(file, isReplay, ({ head, key, about, outcome }) => {
    if (head) asked = head
    else if (isReplay || outcome.completion || LASTING.includes(outcome.failure.code)) put(key, about, outcome)
  })
  if (rest > 0) note(`The last line of ${file} was only half written and is left out: its question is asked again.`)
  const writer = isReplay ? undefined : await openWriter(file, rest > 0 ? whole : undefined, onBroken)
  if (writer && JSON.stringify(asked) !== JSON.stringify(now)) writer.write(`${JSON.stringify({ v: 1, ...now })}\n`)
  return {
    asked,
    find: (key, about) => (late.size > 0 ? late.get(placeOf(key, about)) : undefined) ?? outcomes.get(key),
    add(key, { agent, kind, user, session, turn }, outcome) {
      put(key, { agent, kind, user, session, turn }, outcome)
      writer?.write(`${JSON.stringify({ v: 1, key, about: { agent, kind, user, session, turn }, ...outcome })}\n`)
    },
    close: async () => writer?.close()
  }
}

/** @returns how many bytes are whole lines, and how many come after them */
async function read(file: string, mustBe: boolean, take: (line: Read) => void) {
  let rest: Buffer = Buffer.alloc(0)
  let whole = 0
  let line = 0
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let from = 0
      for (let to = bytes.indexOf(10); to !== -1; to = bytes.indexOf(10, from)) {
        line++
        if (to > from) take(parsed(bytes.toString('utf8', from, to), file, line))
        from = to + 1
      }
      whole += from
      rest = bytes.subarray(from)
    }
  } catch (cause) {
    if (cause instanceof RecoError) throw cause
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    if (isMissing && !mustBe) return { whole: 0, rest: 0 }
    throw new RecoError('model.no-answers', {
      what: isMissing ? 'There is no such file of answers.' : `The file of answers cannot be read: ${reasonOf(cause)}.`,
      at: { file },
      fix: mustBe ? 'Record one first: run without replay, with this file for its answers.' : 'Name a file.'
    })
  }
  return { whole, rest: rest.length }
}

type Read =
  | { readonly head: AskedModel; readonly key?: undefined; readonly about?: undefined; readonly outcome?: undefined }
  | { readonly head?: undefined; readonly key: string; readonly about: Decision | undefined; readonly outcome: Outcome }

function parsed(text: string, file: string, line: number): Read {
  try {
    const json = JSON.parse(text)
    const head = Head.safeParse(json)
    if (head.success) return { head: { model: head.data.model, body: head.data.body } }
    const { key, about, completion, failure } = Line.parse(json)
    if (completion) return { key, about, outcome: { completion } }
    if (failure) return { key, about, outcome: { failure } }
  } catch {} // told below, like a line that holds neither
  throw new RecoError('model.bad-answers', {
    what: 'This line holds no answer of a language model.',
    at: { file, line },
    fix: 'Take the line out, or name another file.'
  })
}

/** Writes line by line, in order; what comes while one write is under way goes with the next. */
async function openWriter(file: string, length: number | undefined, onBroken: (cause: Error) => void) {
  let handle: FileHandle
  try {
    await mkdir(dirname(file), { recursive: true })
    handle = await open(file, 'a')
    if (length !== undefined) await handle.truncate(length)
  } catch (cause) {
    throw new RecoError('model.no-answers', {
      what: `The file of answers cannot be written: ${reasonOf(cause)}.`,
      at: { file },
      fix: 'Name a file that can be made.'
    })
  }
  let pending: string[] = []
  let writing: Promise<void> | undefined
  let isBroken = false

  async function flush(): Promise<void> {
    while (pending.length > 0) {
      const text = pending.join('')
      pending = []
      await handle.appendFile(text)
    }
  }
  const start = () => {
    writing ??= flush()
      .catch((cause) => {
        isBroken = true
        pending = []
        onBroken(cause)
      })
      .finally(() => {
        writing = undefined
      })
    return writing
  }
  return {
    write(text: string) {
      if (isBroken) return
      pending.push(text)
      if (!writing) start()
    },
    async close() {
      while (pending.length > 0 || writing) await start()
      await handle.close()
    }
  }
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
