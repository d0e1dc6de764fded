// Keeps what was typed into <form data-draft="name"> through a reload, a restart of the server and a lost connection:
// in the tab's own storage, put back when the form appears again, forgotten when the form was accepted or left unchanged.
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
      save(event.target);
      sessionStorage.setItem(sentKey, keyOf(event.target));
    });
    addEventListener('pagehide', () => { for (const form of document.querySelectorAll('form[data-draft]')) if (form.dataset.touched) save(form); });
  }
  const sent = sessionStorage.getItem(sentKey);
  sessionStorage.removeItem(sentKey);
  // Accepted: the form is gone, or it stands there without a complaint.
  if (sent) {
    const form = [...document.querySelectorAll('form[data-draft]')].find(candidate => keyOf(candidate) === sent);
    const refused = form && (form.querySelector('.field-error, [data-refused]') || document.querySelector('main [data-refused]'));
    if (!refused) sessionStorage.removeItem(sent);
  }
  for (const form of document.querySelectorAll('form[data-draft]')) restore(form);
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
