const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;'
}
/** What XML cannot hold, and what would turn the text around it. */
const UNFIT = /[\p{Cs}\p{Bidi_Control}\ufffe\uffff]|[^\P{Cc}\t\n\r]/gu

/** For markup, between quotes or tags: nothing in a text can end what it stands in. Signs that cannot be shown become �. */
export const escaped = (text: string): string =>
  text.replace(UNFIT, '\ufffd').replace(/[&<>"'\t\n\r]/g, (sign) => ENTITIES[sign]!)
