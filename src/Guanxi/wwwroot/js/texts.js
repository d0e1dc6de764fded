// The few words that scripts show stand in the page, in its language: <div id="texts" data-…>.
export const text = name => document.getElementById('texts')?.dataset[name] ?? '';

// The browser says what is wrong with an input in its own language; here it is said in the page's.
export function startMessages() {
  document.addEventListener('invalid', event => {
    const input = event.target;
    if (!input.setCustomValidity) return;
    input.setCustomValidity('');
    const { validity } = input;
    if (validity.valid) return;
    input.setCustomValidity(validity.valueMissing ? text('required')
      : validity.tooShort ? text('tooShort').replace('{0}', input.minLength)
      : validity.tooLong ? text('tooLong').replace('{0}', input.maxLength)
      : text('mistyped'));
  }, true);
  // Our own word would keep the input invalid for ever; of several to choose one from, it was said to the first.
  for (const kind of ['input', 'change']) document.addEventListener(kind, event => {
    const { target } = event;
    const group = target.type === 'radio' && target.form ? [...target.form.elements].filter(other => other.type === 'radio' && other.name === target.name) : [target];
    for (const input of group) input.setCustomValidity?.('');
  }, true);
}
