// Adds up an order while it is typed: <form data-sum> with rows of quantity and price. For the eye only; the server counts.
// Reads as the server does (TypedValue.cs): a point before decimals, commas between thousands only, full-width signs too.
const written = /^[+-]?¥?[+-]?([0-9]+|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.[0-9]*)?$|^[+-]?¥?\.[0-9]+$/;
function number(text) {
  const plain = text.normalize('NFKC').trim().replaceAll('−', '-').replaceAll('。', '.');
  return written.test(plain) ? Number(plain.replaceAll(/[¥,]/g, '')) : null;
}
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
  const shown = value => value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  let total = 0;
  for (const row of form.querySelectorAll('[data-sum-row]')) {
    const [units, price] = [row.querySelector('[data-sum-quantity]').value, number(row.querySelector('[data-sum-price]').value)];
    const quantity = units.trim() === '' ? 1 : number(units);
    // What the server will refuse has no amount, and then the order has no total.
    const amount = price === null || quantity === null ? null : Math.round(quantity * price * 10 ** decimals + Number.EPSILON) / 10 ** decimals;
    row.querySelector('[data-sum-amount]').textContent = amount === null ? '' : shown(amount);
    total += amount ?? (row.querySelector('[data-sum-price]').value.trim() === '' && quantity !== null ? 0 : NaN);
  }
  form.querySelector('[data-sum-total]').textContent = Number.isNaN(total) ? '–' : `${shown(total)} ${currency?.value ?? ''}`;
}
