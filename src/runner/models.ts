import { RecoError } from '../contract/error.ts'
import type { OpenModels } from '../models/index.ts'
import type { WorldOptions } from './options.ts'
import type { Found } from './setting.ts'

/**
 * The model that somebody in a world asks; nothing where nobody does. It is to be closed by whoever opened it.
 *
 * @throws RecoError `model.none` where somebody asks and none is named; `model.bad-option`; `answers.…` of the file
 */
export async function modelsFor(
  { model }: Pick<WorldOptions, 'model'>,
  parts: readonly Found<Asking>[],
  signal?: AbortSignal
): Promise<OpenModels | undefined> {
  const asking = parts.filter(({ definition }) => definition.asksModel)
  if (asking.length === 0) return undefined
  const isReplay = asking.some(({ definition }) => definition.asksModel === 'replay')
  const replays = isReplay || model?.replay === true
  if (replays && model?.answers === undefined) throw noAnswers()
  if (!model || (model.name === undefined && !replays)) throw noModel(asking[0]!.source.name)
  const { createModels } = await import('../models/index.ts') // loaded by those who ask
  return createModels(isReplay ? { ...model, replay: true } : model, signal ? { signal } : {})
}

/** Minds and recommenders. */
interface Asking {
  readonly asksModel?: true | 'replay'
}

const noModel = (who: string) =>
  new RecoError('model.none', {
    what: `"${who}" asks a language model, and none is named.`,
    fix: 'Give --model <name>, and --base-url <url> for a server of your own (Ollama: http://127.0.0.1:11434/v1); the key comes from OPENAI_API_KEY. From a program: model: { name, baseUrl }.'
  })

const noAnswers = () =>
  new RecoError('model.no-answers', {
    what: 'The mind "replay" gives recorded answers, and no file of them is named.',
    fix: 'Give the file that a run with --mind llm kept: --answers answers.jsonl.'
  })
