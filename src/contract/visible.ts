/** Marks of direction that right-to-left writing needs, and that are safe to lose. */
const MARKS = /[\u200e\u200f\u061c]/gu
const SPACES = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu
const HIDDEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2060\ufeff\p{Noncharacter_Code_Point}]/gu

/** A text on one line in which nothing is hidden: control and direction characters are shown by their code points. */
export const visible = (text: string): string =>
  text
    .replace(MARKS, '')
    .replace(SPACES, ' ')
    .replace(HIDDEN, (sign) => `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`)
