import { render } from 'preact'
import './style/palette.css'
import './style/base.css'
import './style/shell.css'
import './style/chart.css'
import './style/everyone.css'
import { dressCharts } from './chart/style.ts'
import { Shell } from './shell/shell.tsx'
import { goLive } from './store/live.ts'
import { startTheme } from './store/theme.ts'

startTheme()
dressCharts()
goLive()
const root = document.getElementById('studio')
if (root) render(<Shell />, root)
