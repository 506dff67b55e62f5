import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as laws from '../src/laws/index.ts'

const folder = new URL('../src/laws/', import.meta.url)
const { return: back, ...named } = laws

/** `law.function(…) // => value`, wherever a docstring has one. */
const examples = readdirSync(folder).flatMap((file) =>
  [...readFileSync(new URL(file, folder), 'utf8').matchAll(/@example\s+(\S.*?) \/\/ => (.*?)(?: \*\/)?$/gm)].map(
    ([, call, value]) => ({
      file,
      call: call!.replace(/^return\b/, 'back').replaceAll('(return.', '(back.'),
      value: value!
    })
  )
)

const run = (expression: string): unknown =>
  new Function(...Object.keys(named), 'back', `return (${expression})`)(...Object.values(named), back)

const plain = (value: unknown): unknown => (value instanceof Float64Array ? [...value] : value)

test.each(examples)('$file: $call', ({ call, value }) => {
  const [seen, wanted] = [plain(run(call)), run(value)]
  if (typeof wanted === 'number' && Number.isFinite(wanted)) expect(seen).toBeCloseTo(wanted, 12)
  else if (Array.isArray(wanted)) {
    expect(seen).toHaveLength(wanted.length)
    for (const [i, each] of wanted.entries()) expect((seen as number[])[i]).toBeCloseTo(each, 12)
  } else expect(seen).toEqual(wanted)
})

test('nearly every law shows an example', () => expect(examples.length).toBeGreaterThan(70))
