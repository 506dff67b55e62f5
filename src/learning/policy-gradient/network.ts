import { normal } from '../../laws/index.ts'

/** What a network is shaped like. */
export interface NetworkShape {
  /** Numbers of a row. */
  readonly inputs: number
  /** Numbers that all rows of a pass have in common. */
  readonly shared?: number
  /** Width of each hidden layer, the first next to the inputs; none: a linear map. */
  readonly hidden: readonly number[]
  readonly outputs: number
}

/** Layers of tanh under a linear one, over rows of numbers, with the way back. */
export interface Network {
  readonly shape: NetworkShape
  /** All weights, layer by layer; of each, one row of `to` numbers for each input, then the offsets. */
  readonly weights: Float64Array
  /**
   * @param rows    `count` rows of `inputs` numbers
   * @param shared  what stands beside each of the rows
   * @returns       `count` rows of `outputs` numbers, in room that the next pass uses again
   */
  forward(rows: Float64Array, count: number, shared?: Float64Array): Float64Array
  /**
   * The way back of the pass just made, over the same rows.
   *
   * @param slopes     of what is to grow, by each output: `count` rows of `outputs`
   * @param gradients  by each weight; added to
   */
  backward(
    rows: Float64Array,
    count: number,
    slopes: Float64Array,
    gradients: Float64Array,
    shared?: Float64Array
  ): void
}

interface Layer {
  readonly from: number
  readonly to: number
  /** Where its weights begin, and its offsets. */
  readonly at: number
  readonly offsets: number
}

/** Rooms grow to the most rows that were ever passed. */
interface Rooms {
  out: Float64Array
  slopes: Float64Array
}

/** How many weights a network of this shape has. */
export function weightsOf(shape: NetworkShape): number {
  const end = layersOf(widthsOf(shape)).at(-1)!
  return end.offsets + end.to
}

/**
 * A network over weights that are given; begin them by `begin`, or fill them from what was saved.
 *
 * @param weights  as many as `weightsOf` says
 *
 * @source back-propagation: Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, Nature 323, 1986
 */
export function createNetwork(
  shape: NetworkShape,
  weights: Float64Array = new Float64Array(weightsOf(shape))
): Network {
  const { inputs } = shape
  const layers = layersOf(widthsOf(shape))
  const last = layers.length - 1
  const rooms: Rooms[] = layers.map(() => ({ out: new Float64Array(0), slopes: new Float64Array(0) }))

  return {
    shape,
    weights,
    forward(rows, count, shared) {
      let input = rows
      for (let l = 0; l <= last; l++) {
        const layer = layers[l]!
        const room = rooms[l]!
        if (room.out.length < count * layer.to) room.out = new Float64Array(count * layer.to)
        const start = startOf(layer, weights, l === 0 ? inputs : layer.from, l === 0 ? shared : undefined)
        apply(layer, weights, input, l === 0 ? inputs : layer.from, count, start, room.out)
        if (l < last) bend(room.out, count * layer.to)
        input = room.out
      }
      return input
    },
    backward(rows, count, slopes, gradients, shared) {
      let above = slopes
      for (let l = last; l >= 0; l--) {
        const layer = layers[l]!
        const width = l === 0 ? inputs : layer.from
        const input = l === 0 ? rows : rooms[l - 1]!.out
        gather(layer, input, width, count, above, gradients)
        if (l === 0) {
          if (shared) gatherShared(layer, inputs, shared, gradients, sumsOf(layer, count, above))
          break
        }
        const room = rooms[l - 1]!
        if (room.slopes.length < count * width) room.slopes = new Float64Array(count * width)
        passDown(layer, weights, input, count, above, room.slopes)
        above = room.slopes
      }
    }
  }
}

const widthsOf = ({ inputs, shared = 0, hidden, outputs }: NetworkShape) => [inputs + shared, ...hidden, outputs]

function layersOf(widths: readonly number[]): Layer[] {
  const layers: Layer[] = []
  let at = 0
  for (let l = 1; l < widths.length; l++) {
    const [from, to] = [widths[l - 1]!, widths[l]!]
    layers.push({ from, to, at, offsets: at + from * to })
    at += from * to + to
  }
  return layers
}

/** What each row's sum starts from: the offsets, and what is shared. */
function startOf(
  { to, at, offsets }: Layer,
  weights: Float64Array,
  width: number,
  shared?: Float64Array
): Float64Array {
  const start = weights.slice(offsets, offsets + to)
  if (shared)
    for (let k = 0; k < shared.length; k++)
      for (let j = 0; j < to; j++) start[j]! += shared[k]! * weights[at + (width + k) * to + j]!
  return start
}

function apply(
  { to, at }: Layer,
  weights: Float64Array,
  input: Float64Array,
  width: number,
  count: number,
  start: Float64Array,
  out: Float64Array
): void {
  for (let row = 0; row < count; row++) {
    const base = row * to
    for (let j = 0; j < to; j++) out[base + j] = start[j]!
    for (let k = 0; k < width; k++) {
      const x = input[row * width + k]!
      if (x === 0) continue // rows of ones and zeros are common
      const from = at + k * to
      for (let j = 0; j < to; j++) out[base + j]! += x * weights[from + j]!
    }
  }
}

function bend(out: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) out[i] = Math.tanh(out[i]!)
}

/** The slopes by a layer's weights and offsets. */
function gather(
  { to, at, offsets }: Layer,
  input: Float64Array,
  width: number,
  count: number,
  above: Float64Array,
  gradients: Float64Array
): void {
  for (let row = 0; row < count; row++) {
    const base = row * to
    for (let j = 0; j < to; j++) gradients[offsets + j]! += above[base + j]!
    for (let k = 0; k < width; k++) {
      const x = input[row * width + k]!
      if (x === 0) continue
      const from = at + k * to
      for (let j = 0; j < to; j++) gradients[from + j]! += x * above[base + j]!
    }
  }
}

function sumsOf({ to }: Layer, count: number, above: Float64Array): Float64Array {
  const sums = new Float64Array(to)
  for (let row = 0; row < count; row++) for (let j = 0; j < to; j++) sums[j]! += above[row * to + j]!
  return sums
}

function gatherShared(
  { to, at }: Layer,
  width: number,
  shared: Float64Array,
  gradients: Float64Array,
  sums: Float64Array
): void {
  for (let k = 0; k < shared.length; k++)
    for (let j = 0; j < to; j++) gradients[at + (width + k) * to + j]! += shared[k]! * sums[j]!
}

/** The slopes by what came out of the layer below, and through its tanh. */
function passDown(
  { from, to, at }: Layer,
  weights: Float64Array,
  below: Float64Array,
  count: number,
  above: Float64Array,
  out: Float64Array
): void {
  for (let row = 0; row < count; row++)
    for (let k = 0; k < from; k++) {
      const start = at + k * to
      let slope = 0
      for (let j = 0; j < to; j++) slope += weights[start + j]! * above[row * to + j]!
      const bent = below[row * from + k]!
      out[row * from + k] = slope * (1 - bent * bent)
    }
}

/**
 * Weights to begin with: normal numbers of deviation 1 / √inputs of the layer, those of the last layer times `last`;
 * offsets 0.
 *
 * @param uniform  number i of a stream, above 0 and below 1
 * @source         LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998
 */
export function begin({ shape, weights }: Network, uniform: (i: number) => number, last = 1): void {
  const layers = layersOf(widthsOf(shape))
  for (const [l, { from, at, offsets }] of layers.entries()) {
    const deviation = (l === layers.length - 1 ? last : 1) / Math.sqrt(from)
    for (let i = at; i < offsets; i++) weights[i] = deviation * normal.quantile(uniform(i))
  }
}
