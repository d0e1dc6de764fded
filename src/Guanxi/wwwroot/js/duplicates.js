// Tells while a customer is being entered who it may be: asks when a phone, e-mail, code or name was typed.
let begun = false;
let asked = 0;

export function start() {
  if (begun) return;
  begun = true;
  document.addEventListener('change', event => {
    const form = event.target.form;
    const place = form?.querySelector('[data-duplicates]');
    if (place && /^Form\.(Name|Phone|Email|CreditCode|Country)$/.test(event.target.name)) look(form, place);
  });
}

async function look(form, place) {
  const nth = ++asked;
  const query = new URLSearchParams();
  for (const name of ['Name', 'Phone', 'Email', 'CreditCode', 'Country']) {
    const value = form.elements[`Form.${name}`]?.value.trim();
    if (value && !value.includes('**')) query.set(name[0].toLowerCase() + name.slice(1), value);
  }
  if (place.dataset.except) query.set('except', place.dataset.except);
  let found = [];
  try {
    const answer = await fetch(`${place.dataset.duplicates}?${query}`, { headers: { accept: 'application/json' } });
    if (answer.ok) found = await answer.json();
  } catch { return; /* no connection: saving will tell */ }
  if (nth !== asked || !place.isConnected) return;
  place.replaceChildren(...(found.length ? [notice(place.dataset, found)] : []));
}

function notice(words, found) {
  const box = element('div', 'notice notice-yellow');
  const body = element('div', 'notice-body');
  const list = element('ul', 'mb-0');
  for (const other of found) {
    const line = element('li');
    if (other.id) {
      const link = element('a', '', other.name);
      link.href = `/customers/${other.id}`;
      link.target = '_blank';
      line.append(link, ` · ${[other.code, other.city].filter(Boolean).join(' · ')}`);
    } else {
      line.append(words.outside.replace('{0}', other.ownerName ?? '–'));
    }
    line.append(element('span', 'text-secondary', ` · ${words[`because${other.because[0].toUpperCase()}${other.because.slice(1)}`] ?? ''}`));
    if (words.merge && other.id) {
      const compare = element('a', '', words.merge);
      compare.href = `/customers/${words.except}/merge?with=${other.id}`;
      compare.target = '_blank';
      line.append(' ', compare);
    }
    list.append(line);
  }
  body.append(element('p', 'notice-title mb-1', words.title), list);
  box.append(body);
  return box;
}

function element(name, classes = '', text = '') {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}
