/** How to read the picture. */
export function Legend() {
  return (
    <ul class="legend">
      <li>
        <svg width="44" height="14" aria-hidden="true">
          {[0.05, 0.3, 0.6, 0.95].map((share, at) => (
            <rect
              key={share}
              x={11 * at}
              width="11"
              height="14"
              fill={`color-mix(in srgb, var(--s1) ${Math.round(8 + 50 * share)}%, var(--paper))`}
            />
          ))}
        </svg>
        more people
      </li>
      <li>
        <svg width="40" height="14" aria-hidden="true" stroke="currentColor" fill="none">
          <path d="M2 7h8" stroke-width="1" />
          <path d="M15 7h8" stroke-width="3" />
          <path d="M28 7h10" stroke-width="6" />
        </svg>
        more traffic over the last turn
      </li>
    </ul>
  )
}
