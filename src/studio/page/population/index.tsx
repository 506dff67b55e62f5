export function Population() {
  return <h1>Population</h1>
}
