// Native dialogs: [data-dialog-open="id"] opens, [data-dialog-close] and a click on the backdrop close, and a dialog that the
// server sends with data-dialog-show (its form was refused) opens by itself. Elements with data-fill="name" take the opener's values.
let begun = false;
const openOnes = new Set();

export function start() {
  if (!begun) {
    begun = true;
    document.addEventListener('click', event => {
      const opener = event.target.closest('[data-dialog-open]');
      if (opener) return fill(opener, document.getElementById(opener.dataset.dialogOpen));
      const dialog = event.target.closest('dialog.dialog');
      if (dialog && (event.target === dialog || event.target.closest('[data-dialog-close]'))) dialog.close();
    });
  }
  // The page that arrived says nothing of `open`. Removing the attribute alone would leave the page inert, so close in order.
  for (const dialog of openOnes) {
    if (dialog.isConnected && !dialog.open) { dialog.setAttribute('open', ''); dialog.close(); }
    else if (dialog.isConnected && !dialog.hasAttribute('data-dialog-show')) dialog.close();
  }
  openOnes.clear();
  for (const dialog of document.querySelectorAll('dialog[data-dialog-show]')) open(dialog);
}

// One dialog serves all rows of a list: its opener brings the row's values as data-fill-name="value".
function fill(opener, dialog) {
  if (!dialog) return;
  for (const { name, value } of opener.attributes) {
    if (!name.startsWith('data-fill-')) continue;
    for (const target of dialog.querySelectorAll(`[data-fill="${name.slice(10)}"]`)) {
      if (!('value' in target)) { target.textContent = value; continue; }
      target.value = value;
      // Whoever is not among the choices leaves the first one.
      if (target.selectedIndex === -1) target.selectedIndex = 0;
      target.tomselect?.sync();
    }
  }
  open(dialog);
}

function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  openOnes.add(dialog);
  // The event comes late: by then the dialog may be open again.
  dialog.addEventListener('close', () => { if (!dialog.open) openOnes.delete(dialog); });
}
