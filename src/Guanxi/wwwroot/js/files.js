// Says of <input type="file" data-too-large="… {0} …" data-most-megabytes="20"> what the server would say once all of it had been sent.
export function start() {
  for (const input of document.querySelectorAll('input[data-too-large]')) {
    if (input.dataset.watched) continue;
    input.dataset.watched = '1';
    input.addEventListener('change', () => look(input));
  }
}

function look(input) {
  const large = [...input.files].find(file => file.size > input.dataset.mostMegabytes * 1048576);
  input.setCustomValidity(large ? input.dataset.tooLarge.replace('{0}', () => large.name) : '');
  if (large) input.reportValidity();
}
