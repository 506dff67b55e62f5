/** Why nothing can be done here, and how to change that. */
export function LookingOn() {
  return (
    <p class="aside note">
      This page looks on and cannot act: it was opened without the token of the studio. To start and to change runs,
      open the whole address that <code>recoworld studio</code> printed in its terminal; the token is at its end.
    </p>
  )
}
