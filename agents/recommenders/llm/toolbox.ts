import * as z from 'zod'
import { Misused, type Tool } from './tools.ts'

/**
 * Tools as LangChain describes them to a model; they are called here, since its own errors tell of stacks and paths.
 *
 * @param broken  ids of calls whose arguments were no JSON
 */
export function toolbox(
  { tool, createMiddleware, ToolMessage }: typeof import('langchain'),
  tools: readonly Tool[],
  broken: ReadonlySet<string>
) {
  const call = (name: string, args: unknown, id: string): { content: string; isWrong: boolean } => {
    if (broken.has(id)) return wrong('The arguments were no JSON object.')
    const found = tools.find((one) => one.name === name)
    const input = found?.schema.safeParse(args)
    if (!found || !input) return wrong(`There is no tool ${name}: take ${tools.map((one) => one.name).join(', ')}.`)
    if (!input.success) return wrong(z.prettifyError(input.error))
    try {
      return { content: found.call(input.data), isWrong: false }
    } catch (error) {
      if (error instanceof Misused) return wrong(error.message)
      throw error
    }
  }
  return {
    tools: tools.map(({ name, description, schema, ends }) =>
      tool(() => '', {
        name,
        description,
        schema: jsonSchemaOf(schema),
        returnDirect: ends === true
      })
    ),
    middleware: [
      createMiddleware({
        name: 'tools',
        wrapToolCall({ toolCall }) {
          const { name, id = '' } = toolCall
          const { content, isWrong } = call(name, toolCall.args, id)
          return new ToolMessage({ content, name, tool_call_id: id, status: isWrong ? 'error' : 'success' })
        }
      })
    ]
  }
}

/** Without the name of the dialect, which a model need not read. */
function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

const wrong = (error: string) => ({ content: JSON.stringify({ error }), isWrong: true })
