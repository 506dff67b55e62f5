import { createCell, useCell } from './cell.ts'

export const VIEWS = ['everyone', 'person', 'population', 'controls', 'inspector'] as const
export type View = (typeof VIEWS)[number]

export interface Route {
  readonly view: View
  /** Whom `#/person/17` is about. */
  readonly user: number | null
}

export const routeCell = createCell<Route>(parse(location.hash))
addEventListener('hashchange', () => routeCell.set(parse(location.hash)))

export const useRoute = () => useCell(routeCell)

export const pathOf = (view: View, user?: number | null): string =>
  `#/${view}${user === undefined || user === null ? '' : `/${user}`}`

export const goTo = (view: View, user?: number | null): void => {
  location.hash = pathOf(view, user)
}

function parse(hash: string): Route {
  const [, name, rest] = /^#\/([a-z]+)(?:\/(\d{1,9}))?/.exec(hash) ?? []
  const view = VIEWS.find((one) => one === name) ?? 'everyone'
  return { view, user: view === 'person' && rest !== undefined ? Number(rest) : null }
}
