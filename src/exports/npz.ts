import { zipSync } from 'fflate'

/** An array of numbers with its shape, rows first. */
export interface NumberArray {
  readonly shape: readonly number[]
  readonly data: Float64Array | BigInt64Array | Uint8Array
  /** 0 and 1 as false and true. */
  readonly isFlag?: boolean
}

/**
 * Arrays as NumPy's archive: `numpy.load` gives them by name.
 *
 * @source NumPy, format of .npy files, version 1.0; an .npz is a zip of them
 */
export function npzOf(arrays: Readonly<Record<string, NumberArray>>): Uint8Array {
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npyOf(array)] as const)
  return zipSync(Object.fromEntries(files), { level: 1, mtime: new Date(1980, 0, 1, 12) }) // the same data, the same bytes
}

function npyOf({ shape, data, isFlag = false }: NumberArray): Uint8Array {
  const kind = data instanceof Float64Array ? '<f8' : data instanceof BigInt64Array ? '<i8' : isFlag ? '|b1' : '|u1'
  const dimensions = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const told = `{'descr': '${kind}', 'fortran_order': False, 'shape': ${dimensions}, }`
  const length = Math.ceil((MAGIC.length + 2 + told.length + 1) / 64) * 64
  const header = `${told.padEnd(length - MAGIC.length - 3)}\n`
  const bytes = new Uint8Array(length + data.byteLength)
  bytes.set(MAGIC)
  new DataView(bytes.buffer).setUint16(MAGIC.length, header.length, true)
  bytes.set(Buffer.from(header, 'latin1'), MAGIC.length + 2)
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), length) // machines of today are little-endian
  return bytes
}

const MAGIC = Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0])
