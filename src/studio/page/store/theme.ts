import { createCell, useCell } from './cell.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'recoworld-theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

const themeCell = createCell<Theme>(kept())
/** What is seen, once the system was asked. Pictures on a canvas take their colours anew when it changes. */
const shadeCell = createCell<'light' | 'dark'>(shadeOf(themeCell.get()))

export const useShade = () => useCell(shadeCell)
export const useTheme = (): readonly [Theme, (theme: Theme) => void] => [useCell(themeCell), choose]

/** The colour that a variable of the palette has now, for a canvas. */
export const colourOf = (variable: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(variable).trim()

/** Colours the page, and follows the system where nothing else was chosen. */
export function startTheme(): void {
  const paint = () => {
    const shade = shadeOf(themeCell.get())
    document.documentElement.dataset.theme = shade
    shadeCell.set(shade)
  }
  paint()
  themeCell.subscribe(paint)
  dark.addEventListener('change', paint)
}

function choose(theme: Theme): void {
  themeCell.set(theme)
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // storage may be switched off; the choice then lasts as long as the page
  }
}

function shadeOf(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme
  return dark.matches ? 'dark' : 'light'
}

function kept(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system'
  } catch {
    return 'system'
  }
}
