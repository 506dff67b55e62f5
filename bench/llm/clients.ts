import { Agent, request as ask } from 'node:http'
import { Pool } from 'undici'
import { askStructured, chatModelOf, createModels } from '../../src/models/index.ts'
import { responseFormat } from '../../src/models/json-schema.ts'
import { decisionOf, questionOf } from './question.ts'

/** One way of asking: what it takes for one person's answer. */
export interface Client {
  decide(user: number): Promise<unknown>
  close(): unknown
}
export type Open = (url: string, concurrency: number) => Promise<Client>

/** What a bare client sends and reads: the same words, as JSON, and no more. */
function bodyOf(user: number): string {
  const { messages, maxTokens, schema, name } = questionOf(user)
  return JSON.stringify({
    model: 'bench',
    messages,
    max_tokens: maxTokens,
    response_format: responseFormat(schema, name)
  })
}
const answerIn = (text: string) => JSON.parse(JSON.parse(text).choices[0].message.content)

const node: Open = async (url, concurrency) => {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  return {
    decide: (user) =>
      new Promise((resolve, reject) => {
        const body = bodyOf(user)
        const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
        ask(`${url}/chat/completions`, { method: 'POST', agent, headers }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () => resolve(answerIn(Buffer.concat(chunks).toString())))
        })
          .on('error', reject)
          .end(body)
      }),
    close: () => agent.destroy()
  }
}

const undici: Open = async (url, concurrency) => {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: concurrency })
  const headers = { 'content-type': 'application/json' }
  return {
    async decide(user) {
      const options = { path: `${pathname}/chat/completions`, method: 'POST', headers, body: bodyOf(user) } as const
      const { body } = await pool.request(options)
      return answerIn(await body.text())
    },
    close: () => pool.close()
  }
}

const ours: Open = async (url, concurrency) => {
  const models = await createModels({ name: 'bench', baseUrl: url, concurrency })
  return {
    decide: (user) => askStructured(models, questionOf(user), decisionOf(user)),
    close: () => models.close()
  }
}

const langchain: Open = async (url, concurrency) => {
  const { ChatOpenAICompletions } = await import('@langchain/openai')
  const chat = new ChatOpenAICompletions({
    model: 'bench',
    apiKey: 'none',
    maxConcurrency: concurrency,
    configuration: { baseURL: url }
  })
  return {
    async decide(user) {
      const { messages, schema, name } = questionOf(user)
      const { content } = await chat.invoke([...messages], { response_format: responseFormat(schema, name) as never })
      return schema.parse(JSON.parse(content as string))
    },
    close: () => {}
  }
}

const throughModels: Open = async (url, concurrency) => {
  const models = await createModels({ name: 'bench', baseUrl: url, concurrency })
  return {
    async decide(user) {
      const { messages, schema, name, maxTokens } = questionOf(user)
      const chat = await chatModelOf(models, decisionOf(user), { maxTokens })
      const { content } = await chat.invoke([...messages], { response_format: responseFormat(schema, name) as never })
      return schema.parse(JSON.parse(content as string))
    },
    close: () => models.close()
  }
}

/** In the order in which they are shown; LangChain's are asked less, since they are slow. */
export const CLIENTS: readonly { name: string; open: Open; isBare?: true; isSlow?: true }[] = [
  { name: 'bare: node:http, keep-alive', open: node, isBare: true },
  { name: 'bare: undici request', open: undici, isBare: true },
  { name: 'askStructured', open: ours },
  { name: 'LangChain invoke', open: langchain, isSlow: true },
  { name: 'LangChain through chatModelOf', open: throughModels, isSlow: true }
]
