import { DARK, LIGHT, type Role } from './palette.ts'

const variables = (colours: Record<Role, string>) =>
  Object.entries(colours)
    .map(([role, colour]) => `--${role}:${colour}`)
    .join(';')

/** The look of every page: system fonts, two palettes, one column that fits paper and phones. */
export const STYLE = `
:root{color-scheme:light;${variables(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${variables(DARK)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Liberation Sans",sans-serif;-webkit-text-size-adjust:100%;overflow-wrap:anywhere}
main{max-width:980px;margin:0 auto;padding:52px 32px 88px}
h1{font-size:38px;line-height:1.14;letter-spacing:-.022em;margin:0;text-wrap:balance;font-weight:720;max-width:24em}
h2{font-size:23px;line-height:1.28;letter-spacing:-.012em;margin:4px 0 0;text-wrap:balance;font-weight:680;max-width:34em}
h3{font-size:15px;line-height:1.4;margin:0 0 6px;font-weight:650}
p{margin:8px 0 0;max-width:72ch}
.over{margin:0;color:var(--muted);font-size:13px;font-weight:600;letter-spacing:.01em}
header .over{margin-bottom:10px}
.lede{font-size:17px;margin-top:14px}
.verdicts{padding:0;margin:20px 0 0;list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,360px),1fr));gap:14px 32px;max-width:none}
.verdicts li{padding-left:16px;border-left:3px solid var(--line);min-width:0}
.verdicts p{margin:3px 0 0}.verdicts p:first-child{margin-top:0}
.verdicts .call{display:inline-flex;gap:6px;align-items:center;margin-left:8px;font-weight:650}
.glance{display:grid;grid-template-columns:repeat(4,1fr);gap:0 28px;margin:24px 0 0;padding:14px 0 0;border-top:1px solid var(--line);font-size:14.5px;line-height:1.45}
.glance dt{color:var(--muted);font-size:13px;font-weight:600}.glance dd{margin:2px 0 0}
.rests>.aside{font-size:13.5px;margin-top:12px}
.good{color:var(--better);font-weight:650}.bad{color:var(--worse);font-weight:650}.open{color:var(--muted);font-weight:650}
.narrow{display:none}
.sub{margin:26px 0 0}
code{white-space:nowrap;font:0.92em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;color:var(--muted)}
.note{background:var(--alert);color:var(--alertink);border-radius:8px;padding:12px 16px;font-size:15px;max-width:none}
section{margin-top:64px}
.aside{color:var(--muted);font-size:14.5px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(270px,1fr));gap:16px;margin-top:30px}
.card{background:var(--card);border-radius:12px;padding:18px 20px;min-width:0}
.card dl:first-child{margin-top:0!important}
.card :is(h2,h3){font-size:16.5px;line-height:1.4;letter-spacing:0;font-weight:650;margin:0 0 6px;display:flex;gap:10px;align-items:flex-start;text-wrap:wrap}
.card dl{display:grid;grid-template-columns:repeat(2,1fr);gap:14px 16px;margin:16px 0 0}
.card dd{margin:0;font-size:26px;line-height:1.15;letter-spacing:-.02em;font-weight:650;font-variant-numeric:tabular-nums}
.card dd small{display:block;font-size:12.5px;letter-spacing:0;font-weight:400;color:var(--muted);margin-top:3px}
.card dt{font-size:13px;color:var(--muted);margin-bottom:2px}
.card div{display:flex;flex-direction:column}
.cards.four{grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr))}
.cards{margin-top:22px}.cards.one{grid-template-columns:1fr}.cards.one dl{grid-template-columns:repeat(4,1fr)}
.chip{display:inline-flex;align-items:center;justify-content:center;min-width:22px;height:22px;padding:0 6px;border-radius:6px;font-size:12.5px;font-weight:700;line-height:1;color:var(--paper);background:var(--muted);flex:none}
.s1{background:var(--s1)}.s2{background:var(--s2)}.s3{background:var(--s3)}.s4{background:var(--s4)}
.key{display:flex;flex-wrap:wrap;gap:6px 20px;margin:14px 0 0;font-size:14px;max-width:none}
.key span{display:inline-flex;gap:8px;align-items:center;min-width:0}
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,360px),1fr));gap:28px 36px;margin-top:20px}
.panels>*{min-width:0}
figure{margin:20px 0 0}
.panels figure{margin:0}
figcaption{font-size:15px;font-weight:650;margin-bottom:4px;display:flex;gap:8px;align-items:baseline;flex-wrap:wrap}
figcaption small{font-weight:400;color:var(--muted);font-size:13px}
svg{display:block;width:100%;height:auto;color:var(--muted);font-family:inherit;overflow:visible}
svg text{unicode-bidi:plaintext}
.scroll{overflow-x:auto;max-width:100%;background:linear-gradient(90deg,var(--paper) 40%,transparent) left/36px 100% no-repeat local,linear-gradient(270deg,var(--paper) 40%,transparent) right/36px 100% no-repeat local,linear-gradient(90deg,var(--line),transparent) left/12px 100% no-repeat scroll,linear-gradient(270deg,var(--line),transparent) right/12px 100% no-repeat scroll}
.scroll:focus-visible,summary:focus-visible{outline:2px solid var(--s1);outline-offset:3px}
details{margin-top:16px;font-size:14px}
summary{cursor:pointer;color:var(--muted);width:fit-content;padding:2px 0}
summary:hover{color:var(--ink)}
table{border-collapse:collapse;margin-top:10px;font-variant-numeric:tabular-nums;font-size:14px;min-width:100%}
th,td{text-align:right;padding:6px 10px;border-bottom:1px solid var(--line);font-weight:400;vertical-align:top;white-space:nowrap}
thead th{color:var(--muted);font-size:13px;vertical-align:bottom}
th.word,td.word{text-align:left;white-space:normal;min-width:92px;overflow-wrap:break-word}
td small{color:var(--muted);font-size:12.5px}
tr>:first-child{padding-left:0}tr>:last-child{padding-right:0}
.bars{list-style:none;padding:0;margin:8px 0 0;font-size:14.5px}
.bars>li{padding:7px 0}
.bars .row{display:grid;grid-template-columns:minmax(120px,190px) 1fr 52px;gap:12px;align-items:center}
.bars .track{background:var(--faint);border-radius:4px;height:12px;position:relative;overflow:hidden}
.bars .track i{display:block;height:12px;border-radius:4px 2px 2px 4px;background:var(--muted);min-width:2px}
.bars .track em{position:absolute;top:5px;height:2px;background:var(--ink);box-shadow:0 0 0 1px var(--paper);min-width:2px}
.bars b{font-weight:600;text-align:right;font-variant-numeric:tabular-nums}
.bars .track i.s1{background:var(--s1)}.bars .track i.s2{background:var(--s2)}.bars .track i.s3{background:var(--s3)}.bars .track i.s4{background:var(--s4)}
blockquote{margin:6px 0 0;padding:0 0 0 14px;border-left:2px solid var(--line);color:var(--ink);font-size:14.5px}
.bars blockquote{color:var(--muted);margin-top:4px}
.wish{background:var(--card);border-radius:10px;padding:14px 16px}
.wish h3{margin:0;display:flex;gap:10px;justify-content:space-between}
.wish h3 b{font-variant-numeric:tabular-nums;white-space:nowrap}
.post{margin-top:26px}
.post>h3{display:flex;gap:10px;align-items:flex-start;font-size:15.5px}
.none{color:var(--muted);font-style:italic}
.method{border-top:1px solid var(--line);margin-top:60px;font-size:14.5px}.method section{margin-top:26px}
.method ul{padding-left:20px;margin:12px 0 0;max-width:76ch}.method li{margin-top:6px}
.facts th{color:var(--muted);width:170px}
.facts td.word{max-width:72ch}
@media(max-width:820px){.glance{grid-template-columns:repeat(2,1fr);gap:14px 28px}}
@media(max-width:640px){main{padding:28px 18px 60px}h1{font-size:27px;line-height:1.18}h2{font-size:20px}section{margin-top:50px}.lede{font-size:16px}
.wide{display:none}.narrow{display:block}.verdicts{font-size:15px}.glance{grid-template-columns:1fr;gap:10px}
.cards.one dl{grid-template-columns:repeat(2,1fr)}.bars .row{grid-template-columns:minmax(96px,132px) 1fr 48px;gap:8px}.panels{gap:26px}
.facts th.word{width:84px;min-width:76px}th,td{padding:6px 7px}table{font-size:13.5px}}
@page{margin:15mm 14mm 16mm}
@media print{body{font-size:10pt;line-height:1.45}main{max-width:none;padding:0}
h1{font-size:22pt}h2{font-size:14pt}.card :is(h2,h3){font-size:11pt}h3,figcaption{font-size:10.5pt}.over,.aside,.key,.none,details{font-size:9pt}
h2,h3,figcaption,.over,.key,summary,thead,section>.aside{break-after:avoid}h1,h2,h3,figure,.card,.wish,.bars>li,tr,.verdicts li,.glance,.note,.aside,.key{break-inside:avoid}
p,li{orphans:3;widows:3}section{margin-top:24px}.post{margin-top:14px}.cards{margin-top:14px}
.wide{display:block}.narrow{display:none}.scroll{overflow:visible;background:none}
.card,.wish,.note,.chip,.bars *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.glance{grid-template-columns:repeat(4,1fr);gap:0 18px;font-size:9pt}.verdicts{grid-template-columns:repeat(2,1fr);font-size:10pt}
.panels{grid-template-columns:repeat(2,1fr);gap:16px 24px}.cards{grid-template-columns:repeat(2,1fr)}.cards.one dl{grid-template-columns:repeat(4,1fr)}
.card dd{font-size:17pt}.bars{font-size:9.5pt}.bars>li{padding:4px 0}blockquote{font-size:9pt}
table{font-size:7.5pt;line-height:1.35;margin-top:4px}thead th,td small{font-size:7pt}th,td{padding:2px 5px;overflow-wrap:normal}thead th{white-space:normal}th.word,td.word{min-width:60px}
td .chip,th .chip{min-width:12pt;height:12pt;font-size:7pt;border-radius:3pt;padding:0 3pt}details{margin-top:8px}
summary{list-style:none;color:var(--muted)}summary::-webkit-details-marker{display:none}
details::details-content{content-visibility:visible;display:block}
@supports not selector(::details-content){details:not([open]){display:none}}}
`
