// The browser says what is wrong with an input in its own language; here it is said in the page's.
import { text } from './texts.js';

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
  // Our own word would keep the input invalid for ever.
  for (const kind of ['input', 'change']) document.addEventListener(kind, event => event.target.setCustomValidity?.(''), true);
}
