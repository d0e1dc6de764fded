// What the search of everything finds while one types in the box at the top, below the box: the same hits that its page
// shows. Enter leads to that page, the arrows walk the hits, Escape goes back to the box.
let begun = false;
let timer;
let asked;

export function start() {
  close();
  if (begun) return;
  begun = true;
  document.addEventListener('input', event => { if (isBox(event.target) && !event.isComposing) later(event.target, 180); });
  document.addEventListener('compositionend', event => { if (isBox(event.target)) later(event.target, 60); });
  document.addEventListener('focusin', event => { if (!event.target.closest('form[data-found-as-typed]')) close(); });
  document.addEventListener('pointerdown', event => { if (!event.target.closest('form[data-found-as-typed]')) close(); });
  document.addEventListener('submit', close, true);
  // Before the keyboard of the page, whose arrows walk the rows of a list.
  document.addEventListener('keydown', onKey, true);
}

const form = () => document.querySelector('form[data-found-as-typed]');
const panel = () => form()?.querySelector('.top-found');
const isBox = target => target.matches?.('form[data-found-as-typed] input');

function later(input, milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => show(input), milliseconds);
}

async function show(input) {
  const words = input.value.trim();
  asked?.abort();
  if (words === '') return close();
  asked = new AbortController();
  try {
    const answer = await fetch(`${form().action}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
    if (!answer.ok || answer.redirected) return;
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('found');
    if (!found || input.value.trim() !== words || document.activeElement !== input) return;
    // The page may hold the same names.
    for (const one of found.querySelectorAll('[id]')) one.id = `top-${one.id}`;
    for (const section of found.querySelectorAll('[aria-labelledby]')) section.setAttribute('aria-labelledby', `top-${section.getAttribute('aria-labelledby')}`);
    for (const row of found.querySelectorAll('[data-row]')) row.removeAttribute('data-row');
    panel().replaceChildren(...found.childNodes);
    panel().hidden = false;
  } catch (error) {
    if (error.name !== 'AbortError') close();
  }
}

function close() {
  clearTimeout(timer);
  asked?.abort();
  const open = panel();
  if (open) { open.hidden = true; open.replaceChildren(); }
}

function onKey(event) {
  const open = panel();
  if (!open || open.hidden || event.isComposing || event.keyCode === 229 || !event.target.closest('form[data-found-as-typed]')) return;
  if (event.key === 'Escape') {
    close();
    form().querySelector('input').focus();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const stops = [form().querySelector('input'), ...open.querySelectorAll('a')];
    stops[stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}
