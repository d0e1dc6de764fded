// Builds wwwroot/lib out of node_modules. Only what a page can load is written, so the folder is small enough to commit.
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import postcss from 'postcss';

const out = process.argv[2];
const from = (...parts) => join('node_modules', ...parts);
rmSync(out, { recursive: true, force: true });

function write(library, file, text, packageName) {
  const folder = join(out, library);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), text);
  const licence = ['LICENSE', 'LICENSE.md', 'license'].map(name => from(packageName, name)).find(existsSync);
  if (licence) cpSync(licence, join(folder, 'LICENSE'));
  const kB = size => (size / 1000).toFixed(1).padStart(7);
  console.log(`${kB(Buffer.byteLength(text))} kB ${kB(brotliCompressSync(text).length)} kB packed  ${library}/${file}`);
}

// Tabler is 635 kB of CSS. What the shell does itself with the platform's own dialog, popover and details, and whole
// components that no page may use, goes; every other class stays, so a page never misses one that it was written with.
const unused = [
  'accordion', 'apexcharts', 'calendar', 'carousel', 'chart', 'chat', 'collaps', 'dropdown', 'dropend', 'dropstart', 'dropup',
  'dropzone', 'fslightbox', 'fullcalendar', 'jvm', 'layout', 'legend', 'litepicker', 'markdown', 'mention', 'modal', 'nav-item',
  'navbar', 'noUi', 'offcanvas', 'otp', 'page-tabs', 'payment', 'plyr', 'popover', 'progressbg', 'ribbon', 'segmented', 'settings',
  'signal', 'signature', 'social', 'sortable', 'sparkline', 'star-rating', 'strength', 'tom-select', 'ts-', 'tabulator',
  'theme-', 'toast', 'tooltip', 'tox', 'turbo', 'flatpickr', 'theme', 'btn-app', 'btn-group-vertical', 'form-colorinput',
  'form-floating', 'form-imagecheck', 'form-selectgroup', 'input-group-flat', 'link-opacity', 'link-offset', 'link-underline',
  'link-body', 'columns', 'column-', 'hr-text', 'img-responsive', 'space-', 'card-stamp', 'card-rotate', 'card-tabs', 'card-cover',
  'card-stacked', 'list-group-hoverable', 'nav-segmented', 'page-wrapper', 'page-cover', 'divide-', 'object-', 'ratio', 'placeholder-',
  'vertical-', 'float-', 'focus-ring', 'icon-link', 'tracking-', 'antialiased', 'scroll', 'loader', 'switch-icon', 'status-dot-animated',
  'steps-', 'text-bg', 'stretched', 'vr', 'avatar-upload', 'avatar-cover', 'avatar-brand', 'bg-gradient', 'bg-opacity', 'border-opacity',
  'text-opacity', 'list-timeline', 'colors?-', 'row-deck-?', 'tags?-', 'switch-', 'tracking', 'kbd-',
];
const shades = 'azure|indigo|purple|pink|orange|lime|teal|cyan|x|facebook|twitter|linkedin|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler';
const blocklist = [
  new RegExp(`^(${unused.join('|')})`),
  // twenty colours of everything: the semantic ones and grey stay
  new RegExp(`^(bg|text|btn|btn-outline|btn-ghost|alert|link|status|badge|border|steps|list-group-item|table|progress)-(${shades})(-|$)`),
  new RegExp(`-(xxl)(-|$)`),
  new RegExp(`^(offset|order|align-content|row-cols|g[xy]?|rounded|border|text|float|position|overflow|sticky|h|w)-(sm|lg|xl)(-|$)`),
  new RegExp(`^[mp][tbsexy]?-(sm|md|lg|xl)-`),
];
const isUnused = selector => [...selector.replace(/:not\([^)]*\)/g, '').matchAll(/\.((?:\\.|[\w-])+)/g)].some(([, name]) => blocklist.some(blocked => blocked.test(name)))
  || /data-bs-theme-|\[data-bs-popper/.test(selector);
const tabler = postcss.parse(readFileSync(from('@tabler/core/dist/css/tabler.min.css'), 'utf8'));
tabler.walkComments(comment => comment.remove());
tabler.walkRules(rule => {
  if (rule.parent.name?.endsWith('keyframes')) return;
  const kept = rule.selectors.filter(selector => !isUnused(selector));
  if (kept.length === 0) rule.remove(); else if (kept.length < rule.selectors.length) rule.selectors = kept;
});
tabler.walkAtRules(rule => { if (rule.nodes?.length === 0) rule.remove(); });
write('tabler', 'tabler.min.css', tabler.toString(), '@tabler/core');

const names = readFileSync('icons.txt', 'utf8').split('\n').map(line => line.trim()).filter(line => line && !line.startsWith('#'));
const symbols = names.map(name => {
  const svg = readFileSync(from('@tabler/icons/icons/outline', `${name}.svg`), 'utf8');
  const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replace(/<path stroke="none"[^>]*\/>/, '').replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>');
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
});
write('icons', 'icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`, '@tabler/icons');

const bundle = async (stdin, library, packageName) => {
  const result = await build({
    stdin: { contents: stdin, resolveDir: process.cwd() }, bundle: true, minify: true, format: 'esm', write: false,
    target: 'es2022', legalComments: 'none', define: { 'process.env.NODE_ENV': '"production"' },
  });
  write(library, `${library}.min.js`, result.outputFiles[0].text, packageName);
};
await bundle(readFileSync('echarts.js', 'utf8'), 'echarts', 'echarts');
cpSync(from('echarts/NOTICE'), join(out, 'echarts/NOTICE'));
await bundle("export { default } from 'tom-select/base'; ", 'tom-select', 'tom-select');
write('tom-select', 'tom-select.min.css', readFileSync(from('tom-select/dist/css/tom-select.min.css'), 'utf8').replace(/\/\*#.*?\*\//g, ''), 'tom-select');
await bundle(`export { default } from 'air-datepicker';
export { default as zh } from 'air-datepicker/locale/zh'; export { default as en } from 'air-datepicker/locale/en';`, 'air-datepicker', 'air-datepicker');
write('air-datepicker', 'air-datepicker.min.css', readFileSync(from('air-datepicker/air-datepicker.css'), 'utf8'), 'air-datepicker');
