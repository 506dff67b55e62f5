import { render } from 'preact'
import { Shell } from './shell/shell.tsx'
import { goLive } from './store/live.ts'
import { startTheme } from './store/theme.ts'
import './style/palette.css'
import './style/base.css'

startTheme()
goLive()
const root = document.getElementById('studio')
if (root) render(<Shell />, root)
