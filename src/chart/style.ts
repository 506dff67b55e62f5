const COLOURS = {
  paper: ['#ffffff', '#0f1117'],
  ink: ['#171a2b', '#eceef8'],
  muted: ['#5b6178', '#a3a9c2'],
  leaf: ['#ffffff', '#1b1e2b'],
  leafline: ['#c3c9de', '#434a66'],
  nest: ['#f3f5fc', '#141722'],
  nestin: ['#e9edf9', '#1a1e2d'],
  nestline: ['#d5daec', '#2d3349'],
  line: ['#8b93b0', '#69718f'],
  pill: ['#ffffff', '#222636'],
  pillline: ['#d5daea', '#363d56'],
  chip: ['#dfe4f6', '#2c3350'],
  chipink: ['#414a75', '#b9c3ee'],
  accent: ['#4a3aff', '#8f86ff'],
  accentink: ['#ffffff', '#100d2b'],
  soft: ['#ebe9ff', '#2a2663'],
  fired: ['#d6006c', '#ff6fb1'],
  firedink: ['#ffffff', '#2b0016'],
  time: ['#935800', '#f0b357'],
  good: ['#0b7350', '#58d3a1'],
  bad: ['#b3261e', '#ff8f83']
} as const

const ROLES = Object.entries(COLOURS)
const variables = (at: 0 | 1): string => ROLES.map(([role, pair]) => `--sc-${role}:${pair[at]}`).join(';')

/** One rule for each kind of thing. A page changes classes and two variables only: --share of a state, --weight of an arrow. */
const RULES = `
.statechart{display:block;font-family:var(--sc-font,Inter,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans","Noto Sans",system-ui,sans-serif);font-size:11.5px;color:var(--sc-ink)}
.statechart text{fill:var(--sc-ink);stroke:none}
.statechart .sc-box{fill:var(--sc-nest);stroke:var(--sc-nestline);stroke-width:1.2;transition:stroke .25s,fill .25s}
.statechart .sc-deep .sc-box{fill:var(--sc-nestin)}
.statechart .sc-root .sc-box{fill:none;stroke:none}
.statechart .sc-leaf .sc-box{fill:color-mix(in srgb,var(--sc-accent) calc(var(--share,0)*42%),var(--sc-leaf));stroke:color-mix(in srgb,var(--sc-accent) calc(var(--share,0)*80%),var(--sc-leafline));stroke-width:1.3;filter:drop-shadow(0 1px 1.5px rgb(20 24 60/.07))}
.statechart .sc-inner{fill:none;stroke:var(--sc-leafline);stroke-width:1.1}
.statechart .sc-title{font-size:14px;font-weight:650;letter-spacing:-.005em}
.statechart .sc-root>.sc-title{font-size:16px;font-weight:700}
.statechart .sc-soft{font-size:11.5px;fill:color-mix(in srgb,var(--sc-ink) calc(var(--share,0)*100%),var(--sc-muted))}
.statechart .sc-row{font-size:11.5px}
.statechart .sc-word{fill:color-mix(in srgb,var(--sc-ink) calc(var(--share,0)*80%),var(--sc-muted));font-weight:600}
.statechart .sc-chip{fill:var(--sc-chip)}
.statechart .sc-chip-text{fill:var(--sc-chipink);font-size:9.5px;font-weight:650;letter-spacing:.02em}
.statechart .sc-history .sc-box{fill:var(--sc-leaf);stroke:var(--sc-line);stroke-width:1.3}
.statechart .sc-start{fill:none;stroke:var(--sc-ink);stroke-width:1.4}
.statechart .sc-start-dot,.statechart .sc-start-head{fill:var(--sc-ink)}
.statechart .sc-path{fill:none;stroke:color-mix(in srgb,var(--sc-accent) calc(min(var(--weight,0)*1000,1)*88%),var(--sc-line));stroke-width:calc(1.4px + var(--weight,0)*5.2px);stroke-linejoin:round;transition:stroke .25s}
.statechart .sc-head{fill:color-mix(in srgb,var(--sc-accent) calc(min(var(--weight,0)*1000,1)*88%),var(--sc-line));transform:scale(calc(1 + var(--weight,0)*.95));transition:fill .25s}
.statechart .sc-bundle .sc-arrow~.sc-arrow:not(.fired){opacity:min(var(--weight,0)*1000,1)}
.statechart .sc-bundle:has(.fired) .sc-arrow:not(.fired){opacity:0}
.statechart .sc-after .sc-path{stroke-dasharray:6 4}
.statechart .sc-always .sc-path{stroke-dasharray:1.5 4;stroke-linecap:round}
.statechart .sc-pill{fill:var(--sc-pill);stroke:var(--sc-pillline);stroke-width:1;transition:fill .25s,stroke .25s}
.statechart .sc-says{font-size:11.5px;font-weight:650}
.statechart .sc-guard{font-size:10.5px;font-weight:400;fill:var(--sc-muted)}
.statechart .sc-does{font-size:10.5px;fill:var(--sc-muted)}
.statechart .sc-icon{fill:none;stroke:var(--sc-muted);stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.statechart .sc-after .sc-says{fill:var(--sc-time)}.statechart .sc-after .sc-icon{stroke:var(--sc-time)}
.statechart .sc-done .sc-says{fill:var(--sc-good)}.statechart .sc-done .sc-icon{stroke:var(--sc-good)}
.statechart .sc-error .sc-says{fill:var(--sc-bad)}.statechart .sc-error .sc-icon{stroke:var(--sc-bad)}.statechart .sc-error .sc-path{stroke-dasharray:9 3}
.statechart .sc-always .sc-says{font-style:italic;fill:var(--sc-muted)}
.statechart .badge{display:none;pointer-events:none}
.statechart.populated .badge{display:inline}
.statechart .badge:has(text:empty),.statechart .sc-root>.badge,.statechart .sc-history>.badge{display:none}
.statechart .badge rect{fill:var(--sc-accent);stroke:var(--sc-paper);stroke-width:1.5}
.statechart .badge text{fill:var(--sc-accentink);font-size:10.5px;font-weight:700;text-anchor:middle;font-variant-numeric:tabular-nums}
.statechart .sc-halo{fill:none;stroke:none}
.statechart .active>.sc-box{stroke:var(--sc-accent);stroke-width:1.8}
.statechart .sc-leaf.active>.sc-box{fill:var(--sc-soft);stroke:var(--sc-accent);stroke-width:2.4}
.statechart .sc-leaf.active>.sc-halo{stroke:var(--sc-accent);stroke-opacity:.22;stroke-width:6}
.statechart .active>.sc-title{fill:color-mix(in srgb,var(--sc-accent) 55%,var(--sc-ink))}
.statechart .fired .sc-path{stroke:var(--sc-fired);stroke-width:calc(2.6px + var(--weight,0)*4px)}
.statechart .fired .sc-head{fill:var(--sc-fired);transform:scale(calc(1.3 + var(--weight,0)*.65))}
.statechart .fired .sc-pill{fill:var(--sc-fired);stroke:var(--sc-fired)}
.statechart .sc-label.fired text,.statechart .sc-label.fired tspan{fill:var(--sc-firedink)}
.statechart .fired .sc-icon{stroke:var(--sc-firedink)}
.statechart .fired>.sc-row,.statechart .fired>.sc-row .sc-word{fill:var(--sc-fired);font-weight:650}
@media (prefers-reduced-motion:reduce){.statechart *{transition:none!important}}
@media print{.statechart *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`

/** For pages with charts in them, once: light or dark as the page's `color-scheme` says. All under `.statechart`. */
export const CHART_STYLE = `.statechart{${ROLES.map(([role, [light, dark]]) => `--sc-${role}:light-dark(${light},${dark})`).join(';')}}${RULES}`

/** For a drawing that stands alone: light or dark as the reader's system is. */
export const STANDALONE_STYLE = `.statechart{${variables(0)};background:var(--sc-paper)}@media screen and (prefers-color-scheme:dark){.statechart{${variables(1)}}}${RULES}`
