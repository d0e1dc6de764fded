// A masked value is locked; [data-replace] beside it makes room for a new one. Left empty, the old one stands again.
let begun = false;

export function start() {
  if (begun) return;
  begun = true;
  document.addEventListener('click', event => {
    const input = event.target.closest('[data-replace]')?.parentElement.querySelector('input');
    if (!input?.readOnly) return input?.focus();
    input.dataset.kept = input.value;
    input.value = '';
    input.readOnly = false;
    input.focus();
  });
  document.addEventListener('focusout', event => {
    const input = event.target;
    if (!input.matches?.('.masked-input') || input.dataset.kept === undefined || input.value.trim() !== '') return;
    input.value = input.dataset.kept;
    input.readOnly = true;
  });
  // A draft brings back what was typed in its place.
  document.addEventListener('draft-restored', event => {
    const input = event.target;
    if (!input.matches?.('.masked-input') || !input.readOnly || input.value.includes('**')) return;
    input.dataset.kept = input.defaultValue;
    if (input.value.trim() === '') input.value = input.defaultValue; else input.readOnly = false;
  });
}
