const HOUR = 3_600_000

/**
 * When a first visit begins: in one of the hours, each as likely, at any moment of it.
 *
 * @param hours  of the day, 0 … 23, one at least
 * @param which  picks the hour; above 0 and below 1
 * @param moment picks the moment in the hour; above 0 and below 1
 * @returns      whole simulated ms since the world's midnight, on its first day
 */
export const arrival = (hours: readonly number[], which: number, moment: number): number =>
  Math.floor((hours[Math.floor(which * hours.length)]! + moment) * HOUR)
