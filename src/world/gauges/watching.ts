/** Shares watched are kept in steps of 0.05, from 0 to 4; the last bin holds all above. */
export const RATIO_BINS = 81
export const RATIO_STEP = 0.05

export const ratioBin = (ratio: number): number => Math.min(RATIO_BINS - 1, Math.floor(ratio / RATIO_STEP))
