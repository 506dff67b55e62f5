import * as z from 'zod'
import { inputError } from '../contract/error.ts'
import { Post } from '../contract/item.ts'
import { POSTS } from './fields.ts'
import { checkFile, endingOf, readSource, type Source } from './source.ts'
import { readTable } from './table.ts'
import { parseYaml, validated } from './yaml.ts'

const CODE = 'post.invalid'
const OF_ROWS = ['.csv', '.tsv', '.jsonl', '.ndjson', '.parquet', '.pq']

/**
 * One post from a YAML or JSON file, of 1 MB at most.
 * @throws RecoError `post.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export async function readPost(file: string): Promise<Post> {
  if (OF_ROWS.includes(endingOf(file))) {
    checkFile(file, 'post')
    const what = 'this is a table, where one post is wanted.'
    throw inputError('input.format', [{ file, what, fix: 'Write the post as YAML or JSON.' }])
  }
  return onePost(readSource(file, 'post'))
}

/**
 * Posts from a table (CSV, JSON list, JSON Lines, Parquet; columns matched by name, as in a catalogue),
 * or from YAML or JSON that holds one post or (YAML) a list of them. 20 MB at most.
 * @throws RecoError `post.invalid` with all that is wrong at once; `input.*` when the file itself cannot be read
 */
export async function readPosts(file: string): Promise<{ posts: Post[]; notes: string[] }> {
  const ending = endingOf(file)
  if (OF_ROWS.includes(ending)) return fromTable(file)
  const source = readSource(file, 'posts')
  if (ending === '.json') return source.text.trimStart().startsWith('[') ? fromTable(file) : alone(onePost(source))
  const parsed = parseYaml(source, CODE)
  if (!Array.isArray(parsed.value)) return alone(validated(Post, parsed, CODE))
  return { posts: validated(z.array(Post).min(1), parsed, CODE), notes: [] }
}

const onePost = (source: Source) => validated(Post, parseYaml(source, CODE), CODE)

const alone = (post: Post) => ({ posts: [post], notes: [] })

async function fromTable(file: string) {
  const { rows, notes } = await readTable(file, 'posts', { shape: POSTS })
  return { posts: rows, notes }
}
