import type { ChatOpenAICompletions } from '@langchain/openai'
import { RecoError } from '../contract/error.ts'
import type { ChatBody, ChatMessage, Completion, Decision, Models } from '../contract/model.ts'

export interface ChatModelOptions {
  /** The most tokens of each answer. */
  readonly maxTokens: number
  readonly temperature?: number | undefined
  /** Ends what this model is waiting for. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A chat model for LangChain's agents and chains that asks through `models`: its lanes, caps and answers hold for each step of an
 * agent, whatever concurrency LangChain is told. Tools are supported, streaming is not. What `complete` throws comes out as it
 * is, or as a cause: see `causeOf`. LangChain is loaded on the first use, which takes most of a second.
 */
export async function chatModelOf(
  models: Models,
  about: Decision,
  { maxTokens, temperature, signal }: ChatModelOptions
): Promise<ChatOpenAICompletions> {
  const ThroughModels = await loaded()
  return new ThroughModels(models, about, { maxTokens, temperature, signal })
}

let loading: ReturnType<typeof load> | undefined
const loaded = () => {
  loading ??= load()
  return loading
}

async function load() {
  const { ChatOpenAICompletions } = await import('@langchain/openai')
  type Ask = InstanceType<typeof ChatOpenAICompletions>['completionWithRetry']

  return class ThroughModels extends ChatOpenAICompletions {
    override completionWithRetry: Ask

    constructor(models: Models, about: Decision, { maxTokens, temperature, signal }: ChatModelOptions) {
      super({
        model: 'any', // names such as o3 and gpt-5 change roles and fields; the true one is put in on the way
        apiKey: 'none', // no call is made with it
        maxTokens,
        maxRetries: 0,
        streaming: false,
        disableStreaming: true,
        ...(temperature === undefined ? {} : { temperature })
      })
      // its two forms, whole and streamed, meet in one function; the streamed one is turned down
      this.completionWithRetry = ((request: Wanted, options?: { signal?: AbortSignal | null }): Promise<never> => {
        if (request.stream) return Promise.reject(noStreaming())
        const ends = [signal, options?.signal].filter((one) => one != null)
        const end = ends.length > 1 ? AbortSignal.any(ends) : ends[0]
        const asked = models.complete(bodyOf(request, maxTokens), about, end)
        return asked.then(inOpenAIsShape(models.name)) as Promise<never>
      }) as Ask
    }
  }
}

/** The RecoError in whatever LangChain made of it, so that `isStop` can be asked; the error itself where there is none. */
export function causeOf(error: unknown): unknown {
  const seen = new Set<unknown>()
  for (
    let one = error;
    typeof one === 'object' && one !== null && !seen.has(one);
    one = (one as { cause?: unknown }).cause
  ) {
    if (one instanceof RecoError) return one
    seen.add(one)
  }
  return error
}

interface Wanted {
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[]
  readonly model?: unknown
  readonly stream?: boolean | null
  readonly stream_options?: unknown
}

/** Fields that say nothing without streaming, and a name that is not the model's, stay out: equal questions are equal words. */
function bodyOf({ messages, model: _, stream: __, stream_options: ___, ...rest }: Wanted, maxTokens: number): ChatBody {
  return {
    max_tokens: maxTokens,
    ...rest,
    messages: messages.map((message) => ({
      ...message,
      role: message.role === 'developer' ? 'system' : message.role,
      content: textOf(message.content)
    })) as ChatMessage[]
  }
}

/** Texts in parts become one text, which is what chat templates of local servers take. */
function textOf(content: unknown): unknown {
  if (!Array.isArray(content)) return content ?? null
  const isText = (part: unknown): part is { text: string } =>
    typeof part === 'object' && part !== null && 'type' in part && part.type === 'text'
  return content.every(isText) ? content.map(({ text }) => text).join('\n') : content
}

/** Without an id: LangGraph gives each message its own, and would take two of one id for the same. */
const inOpenAIsShape =
  (model: string) =>
  ({ content, toolCalls, finish, inputTokens, cachedTokens, outputTokens }: Completion) => ({
    object: 'chat.completion',
    created: 0,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content,
          refusal: null,
          ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {})
        },
        finish_reason: finish,
        logprobs: null
      }
    ],
    usage: {
      prompt_tokens: inputTokens,
      completion_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
      prompt_tokens_details: { cached_tokens: cachedTokens }
    }
  })

const noStreaming = () =>
  new RecoError('model.no-streaming', {
    what: 'Answers of this model come whole, and a stream of them was asked for.',
    fix: 'Use invoke() in place of stream().'
  })
