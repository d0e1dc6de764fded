// Keeps what was typed into <form data-draft="name"> through a reload, a restart of the server and a lost connection:
// in the tab's own storage, put back when the form appears again, forgotten when the server says that it accepted the form:
// it sends back the form's mark as a cookie (Said.cs). A page without a complaint says nothing, it may be a reload.
import { text } from './texts.js';

const keyOf = form => `draft:${location.pathname}:${form.dataset.draft}`;
const sentKey = 'draft-sent';
const isKept = field => field.name && !field.name.startsWith('__') && !field.name.startsWith('_handler') && !['password', 'file', 'hidden', 'submit', 'button'].includes(field.type);

let begun = false;
let timer;

export function start() {
  if (!begun) {
    begun = true;
    document.addEventListener('input', event => later(event.target.form));
    document.addEventListener('change', event => later(event.target.form));
    document.addEventListener('submit', event => {
      if (!event.target.matches('form[data-draft]')) return;
      clearTimeout(timer);
      save(event.target);
      const mark = event.target.elements.__draft?.value;
      if (mark) sessionStorage.setItem(sentKey, JSON.stringify({ mark, key: keyOf(event.target) }));
    });
    addEventListener('pagehide', () => { for (const form of document.querySelectorAll('form[data-draft]')) if (form.dataset.touched) save(form); });
  }
  forgetAccepted();
  for (const form of document.querySelectorAll('form[data-draft]')) restore(form);
}

function forgetAccepted() {
  const accepted = document.cookie.match(/(?:^|; )guanxi\.accepted=([^;]*)/)?.[1];
  const sent = JSON.parse(sessionStorage.getItem(sentKey) ?? 'null');
  if (!sent || sent.mark !== accepted) return;
  document.cookie = 'guanxi.accepted=; path=/; max-age=0; samesite=lax';
  sessionStorage.removeItem(sentKey);
  sessionStorage.removeItem(sent.key);
  for (const form of document.querySelectorAll('form[data-draft]')) if (keyOf(form) === sent.key) delete form.dataset.touched;
}

// The mark goes with the form and comes back when it was accepted. Random enough for one browser; randomUUID exists on https alone.
function mark(form) {
  if (form.elements.__draft) return;
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = '__draft';
  input.value = Date.now().toString(36) + Math.random().toString(36).slice(2);
  form.append(input);
}

function later(form) {
  if (!form?.matches('[data-draft]')) return;
  form.dataset.touched = '1';
  clearTimeout(timer);
  timer = setTimeout(() => save(form), 150);
}

function values(form) {
  const all = {};
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const value = field.type === 'checkbox' || field.type === 'radio' ? [field.value, field.checked]
      : field.type === 'select-multiple' ? [...field.selectedOptions].map(option => option.value) : field.value;
    (all[field.name] ??= []).push(value);
  }
  return all;
}

function save(form) {
  if (!form.isConnected) return;
  try { sessionStorage.setItem(keyOf(form), JSON.stringify(values(form))); } catch { /* full or forbidden storage: the form still works */ }
}

function restore(form) {
  mark(form);
  if (form.dataset.draftSeen === keyOf(form)) return;
  form.dataset.draftSeen = keyOf(form);
  const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? 'null');
  if (!kept) return;
  let changed = false;
  const seen = {};
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const at = seen[field.name] = (seen[field.name] ?? -1) + 1;
    const value = kept[field.name]?.[at];
    if (value === undefined) continue;
    if (field.type === 'checkbox' || field.type === 'radio') {
      if (field.checked !== value[1]) { field.checked = value[1]; changed = true; }
    } else if (field.type === 'select-multiple') {
      for (const option of field.options) { const wanted = value.includes(option.value); if (option.selected !== wanted) { option.selected = wanted; changed = true; } }
    } else if (field.value !== value) { field.value = value; changed = true; }
    if (changed) field.dispatchEvent(new CustomEvent('draft-restored', { bubbles: true }));
  }
  if (changed) tell(form);
}

function tell(form) {
  if (form.querySelector('.draft-note')) return;
  const note = document.createElement('div');
  note.className = 'notice draft-note';
  note.setAttribute('role', 'status');
  const words = document.createElement('div');
  words.className = 'notice-body';
  words.textContent = text('draftRestored');
  const discard = document.createElement('button');
  discard.type = 'button';
  discard.className = 'btn btn-sm btn-quiet';
  discard.textContent = text('draftDiscard');
  discard.addEventListener('click', () => { sessionStorage.removeItem(keyOf(form)); form.reset(); note.remove(); });
  note.append(words, discard);
  form.prepend(note);
}
