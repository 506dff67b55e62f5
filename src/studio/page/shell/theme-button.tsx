import { THEMES, type Theme, useTheme } from '../store/theme.ts'
import { MoonIcon, SunIcon, SystemIcon } from './icons.tsx'

const SAYS: Record<Theme, string> = { system: 'as the system has it', light: 'light', dark: 'dark' }
const ICONS = { system: SystemIcon, light: SunIcon, dark: MoonIcon } as const

/** From one theme to the next. */
export function ThemeButton() {
  const [theme, choose] = useTheme()
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
  const Icon = ICONS[theme]
  const label = `Colours: ${SAYS[theme]}`
  return (
    <button type="button" class="quiet theme" aria-label={label} title={label} onClick={() => choose(next)}>
      <Icon />
    </button>
  )
}
