// A choice among many with search: <select data-combobox>. With data-combobox-url the options come from the server as
// [{ value, text }] for ?q=, with data-combobox-preload the first of them before anything is typed; without scripts it stays the
// plain select that it is.
import { style } from './styles.js';

let TomSelect;

export async function start() {
  const selects = [...document.querySelectorAll('select[data-combobox]')].filter(select => !(select.tomselect && select.nextElementSibling === select.tomselect.wrapper));
  if (selects.length === 0) return;
  await style('lib/tom-select/tom-select.min.css');
  TomSelect ??= (await import('../lib/tom-select/tom-select.min.js')).default;
  for (const select of selects) {
    // An enhanced navigation removed our box and kept the select: forget the old box first. It would put the options of long ago back.
    if (select.tomselect) {
      const options = select.innerHTML;
      select.tomselect.destroy();
      select.innerHTML = options;
    }
    const url = select.dataset.comboboxUrl;
    const preload = 'comboboxPreload' in select.dataset;
    // What the server found for the letters typed; of the choices that stand there anyway only those that hold the letters stay beside it.
    let found = new Set();
    const control = new TomSelect(select, {
      create: select.hasAttribute('data-combobox-create'),
      maxOptions: 200,
      // Of options that are yet to be searched, the empty one only makes room for the placeholder.
      allowEmptyOption: !url || preload,
      placeholder: select.getAttribute('placeholder') ?? undefined,
      ...(url && {
        valueField: 'value', labelField: 'text', searchField: [],
        score: query => option => found.has(String(option.value)) || option.text.toLowerCase().includes(query.toLowerCase()) ? 1 : 0,
        preload: preload && 'focus',
        shouldLoad: query => preload || query.length > 0,
        load: (query, done) => fetch(`${url}${url.includes('?') ? '&' : '?'}q=${encodeURIComponent(query)}`, { headers: { accept: 'application/json' } })
          .then(answer => answer.ok ? answer.json() : []).then(options => { found = new Set(options.map(option => String(option.value))); done(options); }).catch(() => done()),
      }),
    });
    // The label now names the box; the select behind it is for the form only.
    select.setAttribute('aria-hidden', 'true');
    const label = select.getAttribute('aria-label');
    if (label) control.control_input.setAttribute('aria-label', label);
    select.addEventListener('draft-restored', () => control.sync());
  }
}
