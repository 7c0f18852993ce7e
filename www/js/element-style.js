// How <dossier-report> is styled. A page sets the variables that begin with --dossier-, or styles the parts summary, report, section, name and figure.

// Pairs of text and ground have a contrast of at least 4.5 : 1 in both colour schemes. The scheme is that of the page: it says so with `color-scheme`.
export const css = `
:host {
  --paper: var(--dossier-paper, #fff); --ink: var(--dossier-ink, #1c1b18); --muted: var(--dossier-muted, #5f5d55); --line: var(--dossier-line, #e3e0d8);
  --accent: var(--dossier-accent, #1b5e8c); --mark: var(--dossier-mark, #fdf3d7); --mark-ink: var(--dossier-mark-ink, #1c1b18);
  --figure: var(--dossier-figure, #a82f0c);
  display: block; padding: 1em; background: var(--paper); color: var(--ink); font: var(--dossier-font, 1rem/1.5 system-ui, sans-serif);
  overflow-wrap: anywhere;
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --paper: var(--dossier-paper, light-dark(#fff, #1d1f22)); --ink: var(--dossier-ink, light-dark(#1c1b18, #e9e6df));
    --muted: var(--dossier-muted, light-dark(#5f5d55, #aaa79f)); --line: var(--dossier-line, light-dark(#e3e0d8, #34373c));
    --accent: var(--dossier-accent, light-dark(#1b5e8c, #7db6e3)); --mark: var(--dossier-mark, light-dark(#fdf3d7, #332c17));
    --mark-ink: var(--dossier-mark-ink, light-dark(#1c1b18, #e9e6df)); --figure: var(--dossier-figure, light-dark(#a82f0c, #ff9a78));
  }
}
:host([hidden]) { display: none; }
h2 { margin: 1.5em 0 .25em; font-size: 1.1em; }
.count, .muted, cite { color: var(--muted); font-size: .9em; }
h2 .count { font-weight: normal; }
cite { font-style: normal; }
[role="status"] { margin: 0; font-weight: 600; }
ul { margin: 0; padding: 0; list-style: none; }
li { padding: .3em 0; border-top: 1px solid var(--line); }
li ul, .text { margin: .25em 0 .25em 1em; }
li p { margin: .25em 0; }
summary { cursor: pointer; }
summary:focus-visible, button:focus-visible, li:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: .15em; }
mark.figure { background: none; color: var(--figure); font-weight: 600; }
.text { white-space: pre-wrap; }
button { margin-top: .5em; padding: .4em .8em; border: 1px solid var(--accent); border-radius: .3em; background: none; color: var(--accent); font: inherit; cursor: pointer; }
@media (forced-colors: active) { mark.figure { color: MarkText; background: Mark; } }
@media print { button { display: none; } }
`;
