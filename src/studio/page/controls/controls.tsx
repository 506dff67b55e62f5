/** Starts a run and reaches into it. */
export function Controls() {
  return <h1>Controls</h1>
}
