import { isUtf8 } from 'node:buffer'

/** Bytes that are looked at together while all is well. */
const BLOCK = 65_536

/** Offset of the first byte that is no UTF-8; undefined when all of them are. */
export function brokenByte(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined
  for (let at = 0; at < bytes.length; ) {
    let end = Math.min(at + BLOCK, bytes.length)
    while (end < bytes.length && (bytes[end]! & 0xc0) === 0x80 && end > at) end-- // not within a letter
    if (end > at && isUtf8(bytes.subarray(at, end))) at = end
    else return brokenIn(bytes, at)
  }
  return undefined
}

function brokenIn(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length; ) {
    const length = sequenceLength(bytes[at]!)
    if (length === 0 || (length > 1 && !isUtf8(bytes.subarray(at, at + length)))) return at
    at += length
  }
  return undefined
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2) return 0
  if (lead < 0xe0) return 2
  if (lead < 0xf0) return 3
  return lead < 0xf5 ? 4 : 0
}

const starts: readonly [signature: readonly number[], what: string, fix: string][] = [
  [[0x1f, 0x8b], 'a gzip archive', 'Unpack it first (gunzip), and name the unpacked file.'],
  [[0x50, 0x4b, 3, 4], 'a zip archive or a spreadsheet', 'Unpack it first, or save the sheet as CSV UTF-8.'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file', 'Give it the ending .parquet.'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', 'Give the text as YAML, JSON or CSV.'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image', 'Describe it in a post; its path goes to "thumbnail".'],
  [[0xff, 0xd8, 0xff], 'a JPEG image', 'Describe it in a post; its path goes to "thumbnail".'],
  [[0xff, 0xfe], 'UTF-16 text', 'Save it as UTF-8.'],
  [[0xfe, 0xff], 'UTF-16 text', 'Save it as UTF-8.']
]

/** What a file is when it is plainly not UTF-8 text, by its first bytes; and what to do then. */
export function disguise(bytes: Uint8Array): { what: string; fix: string } | undefined {
  for (const [signature, what, fix] of starts)
    if (signature.every((byte, index) => bytes[index] === byte)) return { what, fix }
  return looksLikeUtf16(bytes.subarray(0, 400)) ? { what: 'UTF-16 text', fix: 'Save it as UTF-8.' } : undefined
}

/** Western text in UTF-16 has a zero in every other byte. */
function looksLikeUtf16(head: Uint8Array): boolean {
  if (head.length < 4) return false
  const zeros = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]!++
  return Math.max(...zeros) > 0.4 * (head.length / 2) && Math.min(...zeros) === 0
}
