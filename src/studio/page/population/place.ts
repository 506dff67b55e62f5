/** Where a run was: visits one after the other. */
export interface Place {
  readonly session: number
  readonly turn: number
}

/** `slate 4`, or `visit 2, slate 4` where there are several visits. */
export function placeName(places: readonly Place[], at: number): string {
  const place = places[at]
  if (place === undefined) return ''
  const slate = `slate ${place.turn + 1}`
  return hasVisits(places) ? `visit ${place.session + 1}, ${slate}` : slate
}

/** The same on an axis: the slate, with its visit where there are several, such as `2·4`. */
export function placeTick(places: readonly Place[], at: number): string {
  const place = places[at]
  if (place === undefined) return ''
  return hasVisits(places) ? `${place.session + 1}·${place.turn + 1}` : String(place.turn + 1)
}

const hasVisits = (places: readonly Place[]): boolean => places[0]?.session !== places.at(-1)?.session
