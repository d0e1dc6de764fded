// Follows a job: <div data-progress="/url"> asks its address for
//   { "done": 120, "total": 500, "text": "…", "state": "running" | "done" | "failed" | "cancelled", "url": "/where/to/look" }
// and moves the bar. The job runs on the server; closing the tab changes nothing.
const watched = new WeakSet();

export function start() {
  for (const block of document.querySelectorAll('[data-progress]')) {
    if (watched.has(block)) continue;
    watched.add(block);
    follow(block);
  }
}

async function follow(block) {
  let pause = 500;
  while (block.isConnected && block.dataset.progress && (block.dataset.state ?? 'running') === 'running') {
    await new Promise(resolve => setTimeout(resolve, document.hidden ? 5000 : pause));
    if (!block.isConnected) return;
    let job;
    try {
      const answer = await fetch(block.dataset.progress, { headers: { accept: 'application/json' } });
      if (!answer.ok) { pause = Math.min(pause * 2, 10000); continue; }
      job = await answer.json();
      pause = 700;
    } catch { pause = Math.min(pause * 2, 10000); continue; }
    show(block, job);
    if (job.state !== 'running') {
      const next = job.url ?? block.dataset.progressThen ?? location.href;
      globalThis.Blazor ? Blazor.navigateTo(next, { replaceHistoryEntry: true }) : location.replace(next);
      return;
    }
  }
}

function show(block, job) {
  const share = job.total > 0 ? Math.min(100, Math.round(100 * job.done / job.total)) : 0;
  block.dataset.state = job.state;
  const bar = block.querySelector('[role=progressbar]');
  bar.setAttribute('aria-valuenow', share);
  bar.querySelector('.progress-bar').style.width = `${share}%`;
  const line = block.querySelector('[data-progress-text]');
  if (line && job.text) line.textContent = job.text;
  const percent = block.querySelector('[data-progress-share]');
  if (percent) percent.textContent = `${share}%`;
}
