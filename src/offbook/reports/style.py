"""How the page looks. None of it needs to be escaped, so that it stands in the page as it stands here."""

from __future__ import annotations

STYLE = """
:root {
  --page: #faf7f0; --card: #ffffff; --rule: #dcd4c3; --text: #22262c; --quiet: #5c6470;
  --one: #1f6f63; --two: #8a5a00; --three: #22262c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181d; --card: #1b1f26; --rule: #343b46; --text: #e6e3da; --quiet: #9aa1a9;
    --one: #7fb8ad; --two: #e0b15e; --three: #e6e3da;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; }
body {
  margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 46rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif;
  overflow-wrap: anywhere;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1.25rem; text-wrap: balance; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .25rem; }
h3 { font-size: .95rem; font-weight: 600; margin: 0; color: var(--quiet); }
p { margin: 0; }
.simulated {
  border: 2px dashed var(--two); padding: .5rem .85rem; margin-bottom: 1.25rem; font-weight: 600;
}
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 12rem 1fr; gap: 0 1rem; padding: .15rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; white-space: pre-wrap; font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1.25rem; }
a { color: var(--one); }
section { margin-top: 3rem; border-top: 2px solid var(--text); padding-top: 1rem; }
.headline { font-size: 1.1rem; margin-bottom: 1.25rem; }
article {
  background: var(--card); border: 1px solid var(--rule); border-radius: .5rem;
  padding: 1rem 1.25rem; margin: 0 0 1rem; break-inside: avoid;
}
.value {
  font-size: 1.3rem; line-height: 1.35; font-weight: 600; white-space: pre-wrap;
  font-variant-numeric: tabular-nums; margin: .1rem 0 .25rem;
}
.value.hidden { font-size: 1.05rem; font-weight: 400; color: var(--quiet); }
.model {
  font-size: .8rem; font-weight: 400; border: 1px solid var(--quiet); color: var(--quiet);
  border-radius: 1rem; padding: .05rem .55rem; margin-left: .6rem; vertical-align: .15em;
}
.lines { margin-top: .6rem; font-size: .95rem; }
figure { margin: 1rem 0 0; }
figcaption { color: var(--quiet); font-size: .875rem; margin-top: .35rem; }
.plot { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 30rem; height: auto; }
details { margin-top: .85rem; font-size: .875rem; }
summary { color: var(--quiet); cursor: pointer; }
details dl { border-left: 3px solid var(--rule); padding-left: .85rem; margin-top: .4rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--rule); padding-top: 1rem; font-size: .875rem; }
footer, footer p { color: var(--quiet); }
text { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
text.name { fill: var(--text); }
text.number { fill: var(--card); font-weight: 700; font-size: 11px; }
.one { stroke: var(--one); } .two { stroke: var(--two); } .three { stroke: var(--three); }
path.line { fill: none; stroke-linejoin: round; stroke-linecap: round; }
.line { stroke-width: 2.25; }
.line.two { stroke-dasharray: 8 5; } .line.three { stroke-dasharray: 1.5 4.5; stroke-linecap: round; }
.line.target { stroke: var(--two); stroke-width: 1.5; stroke-dasharray: 9 4; }
.line.chance { stroke: var(--quiet); stroke-width: 1.5; stroke-dasharray: 2 4; }
.band { stroke: none; opacity: .2; }
.band.one { fill: var(--one); } .band.two { fill: var(--two); } .band.three { fill: var(--three); }
.jump { stroke-width: 1; stroke-dasharray: 2 3; }
.reach { stroke-width: 1.75; }
.reach.early { stroke-dasharray: 4 3; }
.point { stroke-width: 2; fill: var(--one); }
.point.two { fill: var(--two); } .point.three { fill: var(--three); }
.point.early { fill: var(--card); }
.grid { stroke: var(--rule); stroke-width: 1; }
.axis { stroke: var(--quiet); stroke-width: 1; }
.upright { stroke: var(--quiet); stroke-width: 1.25; stroke-dasharray: 5 3; }
.criterion { stroke: var(--text); stroke-width: 2; }
.mark { stroke: var(--one); stroke-width: 2; } .mark.missed { stroke: var(--two); }
.bar { fill: var(--one); } .begun { fill: var(--one); opacity: .45; }
.whole { fill: none; stroke: var(--rule); }
.level0 { fill: var(--rule); } .level1 { fill: var(--one); opacity: .55; }
.level2 { fill: var(--one); opacity: .7; } .level3 { fill: var(--one); opacity: .85; }
.level4 { fill: var(--one); }
.window { fill: none; stroke: var(--quiet); } .window.secured { fill: var(--one); stroke: var(--one); }
.sign { fill: none; stroke: var(--text); stroke-width: 2.25; } .sign.inverse { stroke: var(--card); }
.matrix { border-collapse: separate; border-spacing: 3px; font-variant-numeric: tabular-nums; }
.matrix th { font-weight: 400; text-align: left; padding: .3rem .6rem; }
.matrix thead th { text-align: center; color: var(--quiet); }
.matrix td { text-align: center; min-width: 5rem; padding: .5rem; border: 1px solid var(--rule); }
.matrix .right { font-weight: 700; border: 2px solid var(--one); --shade: var(--one); }
.matrix .wrong { --shade: var(--two); }
.shade1 { background: color-mix(in srgb, var(--shade) 10%, transparent); }
.shade2 { background: color-mix(in srgb, var(--shade) 18%, transparent); }
.shade3 { background: color-mix(in srgb, var(--shade) 28%, transparent); }
.shade4 { background: color-mix(in srgb, var(--shade) 40%, transparent); }
@media (max-width: 36rem) {
  dl div { grid-template-columns: 1fr; }
  article { padding: .85rem .9rem; }
}
@media print {
  :root {
    --page: #ffffff; --card: #ffffff; --rule: #c8c8c8; --text: #000000; --quiet: #444444;
    --one: #1f6f63; --two: #8a5a00; --three: #000000;
  }
  @page { margin: 16mm; }
  html { color-scheme: light; font-size: 9.5pt; }
  body { max-width: none; padding: 0; print-color-adjust: exact; }
  nav, summary { display: none; }
  section { margin-top: 1.5rem; }
  article { border: 0; border-top: 1px solid var(--rule); border-radius: 0; padding: .6rem 0 .4rem; }
  article { margin: 0; break-inside: auto; }
  h2, h3, .value, .told, .headline { break-after: avoid; }
  figure, dl div { break-inside: avoid; }
  dl div { padding: 0; }
  svg { min-width: 0; max-width: 14cm; }
  details { margin-top: .4rem; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
}
"""
