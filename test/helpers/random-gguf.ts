/** Sizes of a model too small to say anything: its way of being loaded and asked is real. */
const SIZE = { width: 64, layers: 2, heads: 4, inner: 128, context: 2_048 } as const
const [U32, F32, BOOL, TEXT, ARRAY, I32] = [4, 6, 7, 8, 9, 5]

/** A llama-shaped GGUF file with random weights and a token for each byte, 470 kB. */
export function randomGguf(): Buffer {
  const tokens = ['<unk>', '<s>', '</s>', ...Array.from({ length: 256 }, (_, byte) => byteToken(byte)), '\u2581']
  const kinds = [2, 3, 3, ...Array.from({ length: 256 }, () => 6), 1]
  const head = [
    field('general.architecture', TEXT, text('llama')),
    field('general.name', TEXT, text('random')),
    field('llama.context_length', U32, u32(SIZE.context)),
    field('llama.embedding_length', U32, u32(SIZE.width)),
    field('llama.block_count', U32, u32(SIZE.layers)),
    field('llama.feed_forward_length', U32, u32(SIZE.inner)),
    field('llama.attention.head_count', U32, u32(SIZE.heads)),
    field('llama.attention.head_count_kv', U32, u32(SIZE.heads)),
    field('llama.rope.dimension_count', U32, u32(SIZE.width / SIZE.heads)),
    field('llama.attention.layer_norm_rms_epsilon', F32, f32(1e-5)),
    field('llama.vocab_size', U32, u32(tokens.length)),
    field('tokenizer.ggml.model', TEXT, text('llama')),
    field('tokenizer.ggml.tokens', ARRAY, list(TEXT, tokens.map(text))),
    field(
      'tokenizer.ggml.scores',
      ARRAY,
      list(
        F32,
        tokens.map((_, at) => f32(-at))
      )
    ),
    field('tokenizer.ggml.token_type', ARRAY, list(I32, kinds.map(u32))),
    field('tokenizer.ggml.bos_token_id', U32, u32(1)),
    field('tokenizer.ggml.eos_token_id', U32, u32(2)),
    field('tokenizer.ggml.unknown_token_id', U32, u32(0)),
    field('tokenizer.ggml.add_bos_token', BOOL, Buffer.from([1])),
    field('tokenizer.ggml.add_space_prefix', BOOL, Buffer.from([0]))
  ]
  const tensors = shapesOf(tokens.length)
  let offset = 0
  const described = tensors.map(({ name, shape }) => {
    const told = Buffer.concat([text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset)])
    offset += padded(4 * sizeOf(shape))
    return told
  })
  const counts = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(head.length)]
  const start = Buffer.concat([...counts, ...head, ...described])
  const draw = gaussian()
  const weights = tensors.map(({ shape, isNorm }) => {
    const values = Float32Array.from({ length: sizeOf(shape) }, () =>
      isNorm ? 1 : (1.2 * draw()) / Math.sqrt(SIZE.width)
    )
    return fill(Buffer.from(values.buffer))
  })
  return Buffer.concat([fill(start), ...weights])
}

interface Tensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly isNorm?: boolean
}

function shapesOf(vocabulary: number): Tensor[] {
  const { width, inner, layers } = SIZE
  const norm = (name: string): Tensor => ({ name, shape: [width], isNorm: true })
  const layer = (at: number): Tensor[] => {
    const name = (part: string) => `blk.${at}.${part}.weight`
    return [
      norm(name('attn_norm')),
      ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((part) => ({ name: name(part), shape: [width, width] })),
      norm(name('ffn_norm')),
      { name: name('ffn_gate'), shape: [width, inner] },
      { name: name('ffn_up'), shape: [width, inner] },
      { name: name('ffn_down'), shape: [inner, width] }
    ]
  }
  return [
    { name: 'token_embd.weight', shape: [width, vocabulary] },
    ...Array.from({ length: layers }, (_, at) => layer(at)).flat(),
    norm('output_norm.weight'),
    { name: 'output.weight', shape: [width, vocabulary] }
  ]
}

const byteToken = (byte: number) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`
const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1)
const padded = (bytes: number) => Math.ceil(bytes / 32) * 32
const fill = (part: Buffer) => Buffer.concat([part, Buffer.alloc(padded(part.length) - part.length)])

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}
function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])
const list = (type: number, values: readonly Buffer[]) => Buffer.concat([u32(type), u64(values.length), ...values])
const field = (key: string, type: number, value: Buffer) => Buffer.concat([text(key), u32(type), value])

/** The same normal numbers each time. */
function gaussian(): () => number {
  let state = 1
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 1) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())
}
