// Follows a job: <div data-progress="/api/jobs/…"> asks its address for
//   { "state": "queued" | "running" | "done" | "refused" | "failed" | "cancelled", "done", "total", "text", "rowsPerSecond", "secondsLeft" }
// and moves the bar; at the end the page (or data-progress-then) loads. The job runs on the server; closing the tab changes nothing.
import { text } from './texts.js';

const watched = new WeakSet();

export function start() {
  for (const block of document.querySelectorAll('[data-progress]')) {
    if (watched.has(block)) continue;
    watched.add(block);
    follow(block);
  }
}

async function follow(block) {
  let pause = 400;
  const here = location.pathname + location.search;
  // Whoever goes on to another page wants to stay there. The address changes at once; this block goes only when that page has come.
  const left = () => !block.isConnected || !block.dataset.progress || location.pathname + location.search !== here;
  while (!left()) {
    await new Promise(resolve => setTimeout(resolve, document.hidden ? 5000 : pause));
    if (left()) break;
    let job;
    try {
      const answer = await fetch(block.dataset.progress, { headers: { accept: 'application/json' } });
      if (!answer.ok) { pause = Math.min(pause * 2, 10000); continue; }
      job = await answer.json();
      pause = 700;
    } catch { pause = Math.min(pause * 2, 10000); continue; }
    if (left()) break;
    show(block, job);
    if (job.state !== 'running' && job.state !== 'queued') {
      const next = block.dataset.progressThen ?? location.href;
      if (globalThis.Blazor) Blazor.navigateTo(next, { replaceHistoryEntry: true }); else location.replace(next);
      break;
    }
  }
  watched.delete(block);
}

function show(block, job) {
  const share = job.state === 'done' ? 100 : job.total > 0 ? Math.min(100, Math.floor(100 * job.done / job.total)) : 0;
  const bar = block.querySelector('[role=progressbar]');
  bar.setAttribute('aria-valuenow', share);
  bar.querySelector('.progress-bar').style.width = `${share}%`;
  block.querySelector('[data-progress-share]').textContent = `${share}%`;
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });
  const words = [job.text];
  if (job.rowsPerSecond > 0 && share < 100) words.push(text('progressRate').replace('{0}', number.format(job.rowsPerSecond)));
  if (job.secondsLeft > 0) words.push(text('progressLeft').replace('{0}', number.format(Math.ceil(job.secondsLeft))));
  const line = block.querySelector('[data-progress-text]');
  const now = words.filter(Boolean).join(' · ');
  if (now && line.textContent !== now) line.textContent = now;
}
