import type { ComponentChildren } from 'preact'

const draw = (inside: ComponentChildren, fill = false) => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill={fill ? 'currentColor' : 'none'}
    stroke={fill ? 'none' : 'currentColor'}
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {inside}
  </svg>
)

export const PlayIcon = () =>
  draw(<path d="M4 2.6v10.8a.6.6 0 0 0 .9.5l9-5.4a.6.6 0 0 0 0-1l-9-5.4a.6.6 0 0 0-.9.5Z" />, true)
export const PauseIcon = () => draw(<path d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z" />, true)
export const StepIcon = () =>
  draw(<path d="M2.5 3v10a.5.5 0 0 0 .8.4l7-5a.5.5 0 0 0 0-.8l-7-5a.5.5 0 0 0-.8.4ZM11.5 2.5h2v11h-2z" />, true)
export const StopIcon = () => draw(<rect x="3" y="3" width="10" height="10" rx="1" />, true)
export const ReplayIcon = () => draw(<path d="M3 8a5 5 0 1 0 1.6-3.7M3 2.5v2.8h2.8" />)
export const FitIcon = () => draw(<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />)
export const PlusIcon = () => draw(<path d="M8 3v10M3 8h10" />)
export const MinusIcon = () => draw(<path d="M3 8h10" />)
export const CloseIcon = () => draw(<path d="m4 4 8 8M12 4l-8 8" />)
export const DownIcon = () => draw(<path d="m4 6 4 4 4-4" />)
export const SunIcon = () =>
  draw(
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9" />
    </>
  )
export const MoonIcon = () => draw(<path d="M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6Z" />)
export const SystemIcon = () =>
  draw(
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </>
  )

export const EveryoneIcon = () =>
  draw(
    <>
      <circle cx="4" cy="4" r="2" />
      <circle cx="12" cy="6" r="2" />
      <circle cx="6" cy="12.5" r="2" />
      <path d="m5.9 4.5 4.2 1M5.5 10.6 4.6 6M10.7 7.6 7.4 11" />
    </>
  )
export const PersonIcon = () =>
  draw(
    <>
      <circle cx="8" cy="5" r="2.6" />
      <path d="M2.8 14a5.2 5.2 0 0 1 10.4 0" />
    </>
  )
export const PopulationIcon = () => draw(<path d="M2 2.5v11h12M4.5 10l3-3.5 2.5 2 3.5-5" />)
export const ControlsIcon = () => draw(<path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.6v3.8M6 9.6v3.8" />)
export const InspectorIcon = () =>
  draw(
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.3 10.3 3.2 3.2" />
    </>
  )
export const MarkIcon = () => (
  <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    <circle cx="10" cy="10" r="8" />
    <circle cx="10" cy="10" r="2.6" fill="currentColor" stroke="none" />
  </svg>
)
