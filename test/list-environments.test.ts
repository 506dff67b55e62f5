import { expect, test, vi } from 'vitest'
import { work } from '../src/cli/list/work.ts'
import { namesOn } from '../src/shelf.ts'

/** What the command writes. */
async function listed(json: boolean): Promise<string> {
  let text = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += chunk
    return true
  })
  try {
    await work('environments', { json })
  } finally {
    write.mockRestore()
  }
  return text
}

test('worlds are listed with their source, options with defaults, and baselines, no line too long', async () => {
  const lines = (await listed(false)).split('\n')
  for (const name of namesOn('environments')) expect(lines.some((line) => line.startsWith(name))).toBe(true)
  const text = lines.map((line) => line.trim()).join(' ')
  expect(text).toMatch(/source +Ie et al., RecSim, arXiv 1909.04847/)
  expect(text).toMatch(/options +sensitivity=0.2 budget=60 candidates=10/)
  expect(text).toMatch(/baselines +random, myopic, quality/)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})

test('in JSON their options are a schema, each with what it is and its default', async () => {
  const { environments } = JSON.parse(await listed(true))
  expect(environments.map(({ name }: { name: string }) => name)).toEqual(namesOn('environments'))
  const world = environments.find(({ name }: { name: string }) => name === 'long-term-satisfaction')
  expect(world.source).toMatch('1909.04847')
  expect(world.options.properties.sensitivity).toMatchObject({ type: 'number', exclusiveMinimum: 0, default: 0.2 })
  expect(world.options.additionalProperties).toBe(false)
  expect(world.baselines.kale).toBe('Always the least of clickbait')
  for (const { options } of environments)
    for (const [name, known] of Object.entries(options.properties)) expect(known, name).toHaveProperty('default')
})
