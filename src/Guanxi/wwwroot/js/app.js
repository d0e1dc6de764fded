// Starts what a page needs, on the first load and after every enhanced navigation. Each part is loaded only when the
// page holds something for it, and each must bear being started again on the same page.
import { startKeys } from './keys.js';
import { startMessages, text } from './texts.js';

const parts = [
  ['[data-chart]', './charts.js'],
  ['form[data-draft]', './drafts.js'],
  ['[data-live]', './live-search.js'],
  ['form[data-found-as-typed]', './found.js'],
  ['select[data-combobox]', './combobox.js'],
  ['input[data-date]', './dates.js'],
  ['[data-progress]', './progress.js'],
  ['dialog', './dialogs.js'],
  ['[data-duplicates]', './duplicates.js'],
  ['form[data-sum]', './order-sum.js'],
  ['[data-replace]', './masked.js'],
  ['[data-divisions]', './divisions.js'],
  ['form[data-survey]', './survey.js'],
  ['input[data-too-large]', './files.js'],
];

async function start() {
  document.documentElement.removeAttribute('data-busy');
  hideLostConnection();
  markCurrentPage();
  for (const popover of document.querySelectorAll(':popover-open')) popover.hidePopover();
  describeErrors();
  const underWay = [];
  for (const [selector, path] of parts) {
    // A part that was started earlier tidies up after the page that it served.
    if (!document.querySelector(selector) && !started.has(path)) continue;
    underWay.push(import(path).then(part => part.start()).catch(error => console.error(path, error)));
    started.add(path);
  }
  if (!sent) return;
  const was = sent;
  sent = null;
  await Promise.all(underWay);
  goToAnswer(was);
}

// What an input is told by its error belongs to it for those who hear the page too.
function describeErrors() {
  for (const error of document.querySelectorAll('.field-error[id$="-error"]')) {
    const input = document.getElementById(error.id.slice(0, -'-error'.length));
    input?.setAttribute('aria-invalid', 'true');
    input?.setAttribute('aria-describedby', error.id);
  }
}

// An enhanced post leaves the page where the button was, and the answer often stands above it: go there, or to the top of another page.
let sent = null;
function goToAnswer(was) {
  // What is wrong before what is only to be thought of: a possible duplicate stands above a field that stopped the form.
  const answer = document.querySelector('main :is(.field-error, [data-refused])') ?? document.querySelector('main :is(.duplicates .notice, .notice-green)');
  if (!answer) {
    if (location.pathname !== was.pathname) scrollTo(0, 0);
    return;
  }
  const input = answer.matches('.field-error') && (document.getElementById(answer.id.replace(/-error$/, '')) ?? answer.parentElement.querySelector('[aria-invalid="true"]'));
  const goal = input?.tomselect?.control_input ?? (input || answer);
  if (goal === answer) answer.tabIndex = -1;
  // A calendar that hears of the focus would open over what is to be read.
  if (goal.datePicker) document.addEventListener('focus', event => event.stopImmediatePropagation(), { capture: true, once: true });
  goal.focus({ preventScroll: true });
  (input ? answer.closest('.field') ?? answer : answer).scrollIntoView({ block: 'center' });
}
const started = new Set();

// The menu is outside the page's content; which entry is current follows the address, unless the page belongs elsewhere.
function markCurrentPage() {
  const here = document.querySelector('main [data-section]')?.dataset.section ?? location.pathname;
  const links = [...document.querySelectorAll('nav[data-menu] a[href]')];
  const matches = link => { const path = new URL(link.href).pathname; return path === '/' ? here === '/' : here === path || here.startsWith(`${path}/`); };
  const longest = Math.max(...links.filter(matches).map(link => link.pathname.length), 0);
  for (const link of links) {
    if (matches(link) && link.pathname.length === longest) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function showLostConnection() {
  const note = document.getElementById('lost-connection');
  if (note) note.hidden = false;
  document.documentElement.removeAttribute('data-busy');
}
function hideLostConnection() {
  const note = document.getElementById('lost-connection');
  if (note) note.hidden = true;
}

// A definition opens beside its mark; near the window's edge it opens inwards.
function place(event) {
  const hint = event.target.closest?.('.hint');
  if (!hint) return;
  hint.classList.remove('dismissed');
  const { left, right } = hint.getBoundingClientRect();
  const half = 160;
  if (right + half > document.documentElement.clientWidth) hint.dataset.side = 'end';
  else if (left - half < 0) hint.dataset.side = 'start';
  else delete hint.dataset.side;
}

// What the declarative attributes of a page mean, wherever the element is.
function onClick(event) {
  if (event.target.closest('[data-print]')) window.print();
  for (const menu of document.querySelectorAll('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
  const copy = event.target.closest('[data-copy]');
  if (copy) navigator.clipboard?.writeText(copy.dataset.copy).then(() => { copy.dataset.copied = ''; });
}
function onChange(event) {
  // A choice that is its own submit button: <select data-submit>.
  if (event.target.matches('[data-submit]')) event.target.form?.requestSubmit();
  const named = event.target.matches('input[type=file]') && event.target.parentElement.querySelector('[data-file-name]');
  if (named) named.textContent = [...event.target.files].map(file => file.name).join(', ') || text('noFile');
  const all = event.target.closest('input[data-check-all]');
  if (all) for (const box of document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(all.dataset.checkAll)}"]`)) box.checked = all.checked;
}
function onSubmit(event) {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && event.target !== agreed) { event.preventDefault(); event.stopImmediatePropagation(); ask(question, event.target, event.submitter); return; }
  agreed = null;
  if (event.target.hasAttribute('data-enhance') && event.target.getAttribute('data-enhance') !== 'false') {
    document.documentElement.dataset.busy = '';
    if (event.target.method === 'post') sent = { pathname: location.pathname };
  }
}

// What can't be taken back lightly is asked in the house's own dialog: what will happen, and the act by its name.
let agreed = null;
function ask(question, form, submitter) {
  const dialog = document.getElementById('confirm');
  const yes = dialog.querySelector('[data-confirm-yes]');
  dialog.querySelector('[data-confirm-question]').textContent = question;
  yes.textContent = submitter?.textContent.trim() || submitter?.ariaLabel || yes.textContent;
  yes.onclick = () => { dialog.close(); agreed = form; form.requestSubmit(submitter); };
  dialog.showModal();
}

function begin() {
  startKeys();
  startMessages();
  document.addEventListener('click', onClick);
  document.addEventListener('change', onChange);
  document.addEventListener('submit', onSubmit, true);
  document.addEventListener('pointerover', place);
  document.addEventListener('focusin', place);
  addEventListener('offline', showLostConnection);
  addEventListener('online', hideLostConnection);
  // An enhanced navigation or form whose request never arrives leaves the page as it is; the person must hear of it.
  addEventListener('unhandledrejection', event => { if (event.reason instanceof TypeError && /fetch|network|load failed/i.test(event.reason.message)) showLostConnection(); });
  globalThis.Blazor?.addEventListener('enhancednavigationstart', () => { document.documentElement.dataset.busy = ''; });
  globalThis.Blazor?.addEventListener('enhancednavigationend', () => document.documentElement.removeAttribute('data-busy'));
  globalThis.Blazor?.addEventListener('enhancedload', start);
  start();
}
begin();
