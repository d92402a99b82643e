"""The style sheets of exported pages and books."""

PAGE_STYLE = """\
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #1d1d1b; --faint: #5c5a55;
  --line: #d9d5cb; --link: #0b5394; --quoted: #f1ead6; --bar: #a7763a; }
@media (prefers-color-scheme: dark) { :root { --paper: #17181a; --ink: #e4e2dd;
  --faint: #a09d96; --line: #3a3b3e; --link: #8ab8e8; --quoted: #2e2a20;
  --bar: #c99a5b; } }
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); scroll-padding-top: 1rem; }
body { font: 1.08rem/1.6 Charter, "Bitstream Charter", Georgia, "Noto Serif", serif;
  max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 6rem;
  overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 2rem; } h2 { font-size: 1.6rem; } h3 { font-size: 1.2rem; }
h4, h5, h6 { font-size: 1rem; }
a { color: var(--link); } h2 a { color: inherit; text-decoration: none; }
a:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
.about, nav .about { color: var(--faint); font-size: .9rem; }
nav ol { list-style: none; padding-left: 0; } nav li { margin: .2rem 0; }
article.post { border-top: 1px solid var(--line); margin-top: 4rem; }
blockquote { margin: 1rem 0; padding-inline-start: 1rem;
  border-inline-start: 3px solid var(--bar); }
.quotation, .speech { background: var(--quoted); }
.picture { color: var(--faint); font-style: italic; } .footnote { font-size: .92rem; }
pre { overflow-x: auto; padding: .6rem; border: 1px solid var(--line);
  font-size: .9rem; } code { font-family: ui-monospace, Consolas, monospace; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .2rem .6rem; text-align: start; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem auto; width: 40%; }
ol.thread { list-style: none; padding-inline-start: 0; }
ol.thread ol.thread { padding-inline-start: 1.1rem;
  border-inline-start: 1px solid var(--line); }
.comment { margin: 1.4rem 0; } .comment h4 { margin: 0; display: inline; }
.comment .text > :first-child { margin-top: .3rem; }
.comment:target, article.post:target > header { outline: 2px solid var(--bar);
  outline-offset: .3rem; }
.teacher::after { content: " (teacher)"; font-weight: normal; }
@page { margin: 2cm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --faint: #333;
    --line: #999; --link: #000; --quoted: #fff; --bar: #666; }
  body { font-size: 11pt; max-width: none; padding: 0; }
  nav, .skip { display: none; }
  article.post { break-before: page; border: 0; margin: 0; }
  p, li, blockquote { orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6, .comment > header { break-after: avoid; }
  pre, table, blockquote { break-inside: avoid-page; }
  pre { white-space: pre-wrap; }
  .text a[href]:not(.bare)::after, .sources a[href]:not(.bare)::after {
    content: " <" attr(href) ">"; font-size: .85em; overflow-wrap: anywhere; }
  .text a[href^="#"]::after { content: none; }
}
"""
"""Of the one page: for the screen, light or dark, and for paper."""

BOOK_STYLE = """\
body { line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; page-break-after: avoid; }
p, li { orphans: 2; widows: 2; }
.about { font-size: .85em; }
blockquote { margin: 1em 0; padding-left: .8em; border-left: 2px solid; }
.quotation, .speech { font-style: italic; }
.picture { font-style: italic; }
.footnote { font-size: .9em; }
pre { white-space: pre-wrap; font-size: .85em; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .1em .4em; text-align: left; }
ol.thread { list-style: none; padding-left: 0; margin-left: 0; }
ol.thread ol.thread { padding-left: .8em; border-left: 1px solid; }
.comment { margin: 1em 0; }
.comment h3 { margin: 0; font-size: 1em; }
nav ol { list-style: none; padding-left: .8em; }
"""
"""Of a book: little, since a reading program has its own."""
