/** Four bytes a token: near enough for English, and too many rather than too few for most else. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4)
