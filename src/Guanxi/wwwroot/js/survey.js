// Asks only what an earlier answer calls for: <form data-survey> with <div data-if="key" data-from data-until>.
// Without this all questions stand there, and the server leaves out what was not asked.
let begun = false;

export function start() {
  if (!begun) {
    begun = true;
    for (const kind of ['change', 'draft-restored']) document.addEventListener(kind, event => { const form = event.target.closest?.('form[data-survey]'); if (form) sort(form); });
  }
  for (const form of document.querySelectorAll('form[data-survey]')) sort(form);
}

function sort(form) {
  for (const part of form.querySelectorAll('[data-if]')) {
    const said = form.querySelector(`input[name="${CSS.escape(part.dataset.if)}"]:checked`);
    // What depends on a question that is not asked is not asked either.
    const asked = said && !said.closest('[data-if][hidden]') && Number(said.value) >= Number(part.dataset.from) && Number(said.value) <= Number(part.dataset.until);
    part.hidden = !asked;
  }
}
