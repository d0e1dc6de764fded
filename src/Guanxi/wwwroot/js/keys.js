// The keyboard: / goes to the search, Ctrl+K opens the palette, arrows walk a list, Enter opens. An Enter that only
// confirms a candidate of an input method belongs to the input method and never reaches a form.
import { text } from './texts.js';

let begun = false;

export function startKeys() {
  if (begun) return;
  begun = true;
  document.addEventListener('keydown', swallowCandidateEnter, true);
  document.addEventListener('keydown', onKey);
}

// Safari sends the confirming Enter after compositionend, recognisable only by its key code 229.
function swallowCandidateEnter(event) {
  if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) {
    event.stopImmediatePropagation();
    if (event.target.form) event.preventDefault();
  }
}

const isTyping = target => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

function onKey(event) {
  if (event.isComposing || event.defaultPrevented) return;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
  } else if (event.key === 'Escape') {
    event.target.closest?.('.hint')?.classList.add('dismissed');
    document.querySelector('details.menu[open]')?.removeAttribute('open');
  } else if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  } else if (event.key === '/' && !isTyping(event.target)) {
    const search = document.querySelector('main input[type=search]') ?? document.querySelector('.top-search input');
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    walk(event);
  }
}

function walk(event) {
  const fromSearch = event.target.matches('input[type=search]') && event.key === 'ArrowDown';
  if (isTyping(event.target) && !fromSearch) return;
  const rows = [...document.querySelectorAll('main a[data-row]')];
  if (rows.length === 0) return;
  const at = rows.indexOf(document.activeElement);
  if (at < 0 && !fromSearch && document.activeElement !== document.body && !document.activeElement.matches('main, tr, td')) return;
  const next = rows[at < 0 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function openPalette() {
  const palette = document.getElementById('palette');
  if (!palette || palette.open) return;
  const input = palette.querySelector('input');
  const list = palette.querySelector('[role=listbox]');
  const places = [...document.querySelectorAll('.side nav[data-menu] a')].map(link => ({ label: link.textContent.trim(), url: link.href }));
  let found = [];
  let chosen = 0;

  const draw = () => {
    const wanted = input.value.trim();
    const lower = wanted.toLowerCase();
    found = places.filter(place => place.label.toLowerCase().includes(lower));
    if (wanted) found.push({ label: `${text('paletteSearch')} “${wanted}”`, url: `${palette.dataset.search}?q=${encodeURIComponent(wanted)}` });
    chosen = Math.min(chosen, Math.max(found.length - 1, 0));
    list.replaceChildren(...found.map((place, index) => {
      const option = document.createElement('li');
      option.id = `palette-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', String(index === chosen));
      option.textContent = place.label;
      option.addEventListener('click', () => go(place));
      return option;
    }));
    if (found.length) input.setAttribute('aria-activedescendant', `palette-${chosen}`); else input.removeAttribute('aria-activedescendant');
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  };
  const go = place => {
    palette.close();
    if (place) globalThis.Blazor ? Blazor.navigateTo(place.url) : location.assign(place.url);
  };
  input.oninput = () => { chosen = 0; draw(); };
  input.onkeydown = event => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown') chosen = (chosen + 1) % Math.max(found.length, 1);
    else if (event.key === 'ArrowUp') chosen = (chosen - 1 + found.length) % Math.max(found.length, 1);
    else if (event.key === 'Enter') { event.preventDefault(); return go(found[chosen]); }
    else return;
    event.preventDefault();
    draw();
  };
  palette.onclick = event => { if (event.target === palette) palette.close(); };
  input.value = '';
  palette.showModal();
  draw();
}
