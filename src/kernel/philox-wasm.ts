/** One block of Philox 4x32-10, written as four numbers above 0 and below 1 to the block that it was made with. */
export type Draw = (c0: number, c1: number, c2: number, c3: number) => void

/** Room for blocks: one memory serves many purposes, since each reserves much address space. */
const PAGE = 65_536
const BLOCK = 32

/** What of WebAssembly is used here. It is missing where Node runs without compilers (--jitless). */
interface Wasm {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { readonly exports: Exports }
}
interface Exports {
  readonly draw: (c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: number) => void
  readonly memory: { readonly buffer: ArrayBuffer }
}

let exports: Exports | undefined
let used = PAGE

/**
 * The same block as `philox` gives, in half the time: a product of 64 bits is one instruction here.
 *
 * @returns nothing where there is no WebAssembly, or no address space for it (`ulimit -v`): the plain draw gives the same
 */
export function createDraw(
  key0: number,
  key1: number
): { readonly draw: Draw; readonly block: Float64Array } | undefined {
  const { WebAssembly: wasm } = globalThis as { WebAssembly?: Wasm }
  if (!wasm) return undefined
  if (used + BLOCK > PAGE) {
    try {
      exports = new wasm.Instance(new wasm.Module(assembled())).exports
    } catch (cause) {
      if (cause instanceof RangeError) return undefined // some gigabytes of addresses are reserved for a memory of any size
      throw cause
    }
    used = 0
  }
  const { draw, memory } = exports!
  const out = used
  used += BLOCK
  return {
    block: new Float64Array(memory.buffer, out, 4),
    draw: (c0, c1, c2, c3) => draw(c0, c1, c2, c3, key0, key1, out)
  }
}

// ───────────────────────────────────────────── the module, instruction by instruction

type Code = readonly number[]
const [I32, I64] = [0x7f, 0x7e]
/** Locals: the counter, the key, where to write, and two products. */
const [A, B, C, D, K0, K1, OUT, P, Q] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

const get = (local: number): Code => [0x20, local]
const set = (local: number): Code => [0x21, local]
const xor = 0x73
const add = 0x6a
const low = 0xa7 // i32.wrap_i64
const constant = (value: number): Code => [0x41, ...signed(BigInt(value | 0))]
const wide = (value: number): Code => [0x42, ...signed(BigInt(value))]
const real = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)]

/** by · the unsigned word in a local, 64 bits: i64.extend_i32_u, i64.mul. */
const product = (by: number, local: number): Code => [...wide(by), ...get(local), 0xad, 0x7e]
/** The upper word of a product: i64.shr_u, i32.wrap_i64. */
const high = (local: number): Code => [...get(local), ...wide(32), 0x88, low]

const ROUND: Code = [
  ...[...product(0xd2511f53, A), ...set(P), ...product(0xcd9e8d57, C), ...set(Q)],
  ...[...high(Q), ...get(B), xor, ...get(K0), xor, ...set(A)],
  ...[...high(P), ...get(D), xor, ...get(K1), xor, ...set(C)],
  ...[...get(Q), low, ...set(B), ...get(P), low, ...set(D)],
  ...[...get(K0), ...constant(0x9e3779b9), add, ...set(K0)],
  ...[...get(K1), ...constant(0xbb67ae85), add, ...set(K1)]
]

/** (word + ½) · 2⁻³² to a place of the block: f64.convert_i32_u, f64.add, f64.mul, f64.store. */
const store = (local: number, offset: number): Code => [
  ...[...get(OUT), ...get(local), 0xb8, ...real(0.5), 0xa0, ...real(2 ** -32), 0xa2],
  ...[0x39, 3, offset]
]

/** A module that exports `draw` and one page of `memory`. */
function assembled(): Uint8Array {
  const rounds = Array.from({ length: 10 }, () => ROUND).flat()
  const body = [1, 2, I64, ...rounds, ...store(A, 0), ...store(B, 8), ...store(C, 16), ...store(D, 24), 0x0b]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 7, ...new Array<number>(7).fill(I32), 0]), // one type: seven words, no result
    ...section(3, [1, 0]), // one function of it
    ...section(5, [1, 1, 1, 1]), // one memory of one page
    ...section(7, [2, ...name('draw'), 0, 0, ...name('memory'), 2, 0]),
    ...section(10, [1, ...unsigned(body.length), ...body])
  ])
}

const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content]
const name = (text: string): Code => [text.length, ...Buffer.from(text)]

function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]
}

function signed(value: bigint): Code {
  const byte = Number(value & 127n)
  const rest = value >> 7n
  const isLast = (rest === 0n && byte < 64) || (rest === -1n && byte >= 64)
  return isLast ? [byte] : [byte | 128, ...signed(rest)]
}
