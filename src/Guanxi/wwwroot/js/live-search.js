// Searches while typing: <form method="get" data-live> navigates, enhanced, to its own address with the new values, so the
// address always says what is shown. Waits for the input method to finish, and never takes back a letter typed meanwhile.
let begun = false;
let timer;
let typed = null;

export function start() {
  if (!begun) {
    begun = true;
    document.addEventListener('input', event => {
      const form = event.target.closest?.('form[data-live]');
      if (!form || event.isComposing) return;
      remember(event.target);
      later(form, event.target.matches('input[type=search], input[type=text]') ? 180 : 0);
    });
    document.addEventListener('compositionend', event => {
      const form = event.target.closest?.('form[data-live]');
      if (!form) return;
      remember(event.target);
      later(form, 60);
    });
    document.addEventListener('submit', event => {
      if (!event.target.matches('form[data-live]')) return;
      clearTimeout(timer);
      event.preventDefault();
      go(event.target, true);
    });
  }
  // The page that just arrived may be older than what has been typed since it was asked for.
  if (typed && Date.now() - typed.time < 4000) {
    const input = document.querySelector(`form[data-live] [name="${CSS.escape(typed.name)}"]`);
    if (input && input.value !== typed.value) {
      input.value = typed.value;
      if (document.activeElement === input && input.setSelectionRange) input.setSelectionRange(typed.at, typed.at);
    }
  }
}

// Whoever followed a link meanwhile wants to stay there, although this page stands until that one has come.
function later(form, milliseconds) {
  const here = location.href;
  clearTimeout(timer);
  timer = setTimeout(() => { if (location.href === here) go(form); }, milliseconds);
}

function remember(input) {
  typed = input.matches('input[type=search], input[type=text]') ? { name: input.name, value: input.value, at: input.selectionStart, time: Date.now() } : typed;
}

function go(form, push = false) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== '') query.append(name, value);
  const url = new URL(form.getAttribute('action') || location.pathname, location.href);
  url.search = query;
  if (url.href === location.href) return;
  if (globalThis.Blazor) Blazor.navigateTo(url.href, { replaceHistoryEntry: !push && url.pathname === location.pathname });
  else location.assign(url);
}
