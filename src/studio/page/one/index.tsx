export function OneUser(_: { readonly user: number | null }) {
  return <h1>OneUser</h1>
}
