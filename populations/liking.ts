/**
 * How strongly a segment takes to something: a mean on −1 … 1 and how far its people differ. Five words for the whole
 * scale, so that populations can be read and compared. The numbers are assumed.
 */
export const loves = { mean: 0.85, sd: 0.15 }
export const likes = { mean: 0.6, sd: 0.2 }
export const enjoys = { mean: 0.35, sd: 0.2 }
export const dislikes = { mean: -0.4, sd: 0.2 }
export const hates = { mean: -0.7, sd: 0.2 }
