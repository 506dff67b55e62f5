import type { Models, ToolCall } from '../../../src/define.ts'

/** A tool that a model called, in its own words. */
export interface Call {
  readonly tool: string
  readonly input: string
}

/** Characters of a call's input that are kept. */
const LONGEST = 1_000

/**
 * The same models, and a note of each tool that an answer calls. LangChain drops calls whose arguments are no JSON object;
 * here they go on without any, and are among the `broken`.
 */
export const watched = (models: Models, calls: Call[], broken: Set<string>): Models => ({
  name: models.name,
  async complete(body, about, signal) {
    const completion = await models.complete(body, about, signal)
    const toolCalls = completion.toolCalls.map((one): ToolCall => {
      const { name, arguments: input } = one.function
      calls.push({ tool: name, input: input.slice(0, LONGEST) })
      if (isObject(input)) {
        broken.delete(one.id) // a server may use its ids again
        return one
      }
      if (input.trim() !== '') broken.add(one.id) // nothing stands for no arguments
      return { ...one, function: { name, arguments: '{}' } }
    })
    return { ...completion, toolCalls }
  }
})

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
