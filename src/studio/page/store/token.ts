const KEY = 'recoworld-token'

/**
 * The token of this run of the studio, from the address that the command line prints (`?token=` or `#token=`). It is kept for
 * the tab and taken out of the address, so that a copied link or a picture of the window does not give it away.
 */
export const token: string | null = taken() ?? remembered()

/** Without a token the page looks on and cannot act. */
export const mayAct = token !== null

function taken(): string | null {
  const address = new URL(location.href)
  const inHash = /(?:^#|[?&])token=([\w-]+)/.exec(address.hash)
  const found = address.searchParams.get('token') ?? inHash?.[1] ?? null
  if (found === null) return null
  address.searchParams.delete('token')
  if (inHash) address.hash = address.hash.replace(/[?&]?token=[\w-]+/, '').replace(/^#$/, '')
  history.replaceState(null, '', address)
  try {
    sessionStorage.setItem(KEY, found)
  } catch {
    // storage may be switched off; the token then lasts until the page is loaded again
  }
  return found
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(KEY)
  } catch {
    return null
  }
}
