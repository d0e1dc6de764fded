// Native dialogs: [data-dialog-open="id"] opens, [data-dialog-close] and a click on the backdrop close, and a dialog that the
// server sends with data-dialog-show (its form was refused) opens by itself.
let begun = false;
const openOnes = new Set();

export function start() {
  if (!begun) {
    begun = true;
    document.addEventListener('click', event => {
      const opener = event.target.closest('[data-dialog-open]');
      if (opener) return open(document.getElementById(opener.dataset.dialogOpen));
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

function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  openOnes.add(dialog);
  dialog.addEventListener('close', () => openOnes.delete(dialog), { once: true });
}
