// Adds up an order while it is typed: <form data-sum> with rows of quantity and price. For the eye only; the server counts.
const number = text => { const value = Number(text.trim().replace(',', '.')); return text.trim() === '' || !Number.isFinite(value) ? null : value; };
let begun = false;

export function start() {
  if (!begun) {
    begun = true;
    for (const kind of ['input', 'change', 'draft-restored']) document.addEventListener(kind, event => { const form = event.target.closest?.('form[data-sum]'); if (form) sum(form); });
  }
  for (const form of document.querySelectorAll('form[data-sum]')) sum(form);
}

function sum(form) {
  const currency = form.querySelector('[name$=Currency]');
  const decimals = Number(currency?.selectedOptions[0]?.dataset.decimals ?? 2);
  const written = value => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  let total = 0;
  for (const row of form.querySelectorAll('[data-sum-row]')) {
    const [quantity, price] = [number(row.querySelector('[data-sum-quantity]').value) ?? 1, number(row.querySelector('[data-sum-price]').value)];
    const amount = price === null ? null : Math.round(quantity * price * 10 ** decimals + Number.EPSILON) / 10 ** decimals;
    row.querySelector('[data-sum-amount]').textContent = amount === null ? '' : written(amount);
    total += amount ?? 0;
  }
  form.querySelector('[data-sum-total]').textContent = `${written(total)} ${currency?.value ?? ''}`;
}
