import type { ChatBody, Completion, Decision, Models, ToolCall } from '../contract/model.ts'

/** What a scripted model answers: words, tools to call with their input, or both. */
export interface ScriptedAnswer {
  readonly content?: string
  readonly calls?: readonly { readonly tool: string; readonly input: unknown }[]
}

/**
 * A language model that is played by a function, for tests: no server, no network. What it throws is what a model threw.
 *
 * @param play  what is answered, by what is asked and for whom; the same for the same, so that a run can be repeated
 */
export function scriptedModels(play: (body: ChatBody, about: Decision) => ScriptedAnswer): Models {
  let count = 0
  return {
    name: 'scripted',
    async complete(body, about): Promise<Completion> {
      const { content = null, calls = [] } = play(body, about)
      const toolCalls = calls.map(
        ({ tool, input }): ToolCall => ({
          id: `call-${count++}`,
          type: 'function',
          function: { name: tool, arguments: JSON.stringify(input) }
        })
      )
      const finish = toolCalls.length > 0 ? 'tool_calls' : 'stop'
      return { content, toolCalls, finish, inputTokens: 0, cachedTokens: 0, outputTokens: 0 }
    }
  }
}
