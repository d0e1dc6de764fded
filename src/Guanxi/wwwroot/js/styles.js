// Loads a library's style sheet when its part is first used. As a layer it never beats our own rules, and as an adopted
// sheet it is not in the head, where an enhanced navigation would take it away again.
const loaded = new Set();

export async function style(path) {
  if (loaded.has(path)) return;
  loaded.add(path);
  const answer = await fetch(`/${path}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer library { ${await answer.text()} }`);
  document.adoptedStyleSheets.push(sheet);
}
