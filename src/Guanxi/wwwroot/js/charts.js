// Draws every <div data-chart>: its ECharts options stand as JSON in a script child, so the server decides what is shown
// and the page needs no script of its own. Three things JSON cannot say are written as words:
//   "var(--name)"            a colour of the theme
//   { "$format": "money" }   a formatter: money (with "currency"), number, percent, compact
//   "url" on a datum         where a click on it leads
//   "clickAlong": "x"        a click anywhere above an axis value leads where that value's datum of the first series does: a line is too thin to hit
let echarts;
const drawn = new Map();
const observer = new ResizeObserver(entries => {
  for (const { target } of entries) drawn.get(target)?.chart.resize();
});
const darkness = matchMedia('(prefers-color-scheme: dark)');
darkness.addEventListener('change', () => start(true));
new MutationObserver(() => start(true)).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });

export async function start(again = false) {
  for (const [box, { chart, canvas }] of drawn) {
    if (box.isConnected && canvas.isConnected && again !== true) continue;
    observer.unobserve(box);
    chart.dispose();
    canvas.remove();
    drawn.delete(box);
  }
  const boxes = [...document.querySelectorAll('[data-chart]')];
  if (boxes.length === 0) return;
  echarts ??= await import('../lib/echarts/echarts.min.js');
  for (const box of boxes) draw(box);
}

function draw(box) {
  const json = box.querySelector('script[type="application/json"]')?.textContent ?? '';
  const before = drawn.get(box);
  if (before?.json === json) return;
  let options;
  try { options = JSON.parse(json); } catch { return; }
  const { chart, canvas } = before ?? open(box);
  const { clickAlong, ...rest } = options;
  chart.setOption(dress(resolve(rest, box), box), { notMerge: true });
  drawn.set(box, { chart, canvas, json, along: clickAlong === 'x' ? rest.series[0].data : null });
}

function open(box) {
  // A tag of its own: an enhanced navigation turns a div of the old page into one of the new, and the chart would go on writing into that.
  const canvas = document.createElement('chart-canvas');
  canvas.className = 'chart-canvas';
  box.append(canvas);
  const chart = echarts.init(canvas, null, { renderer: 'svg' });
  chart.on('click', event => follow(drawn.get(box)?.along ? null : event.data?.url));
  chart.getZr().on('click', event => {
    const point = [event.offsetX, event.offsetY];
    const along = drawn.get(box)?.along;
    if (!along || !chart.containPixel({ gridIndex: 0 }, point)) return;
    const [at] = chart.convertFromPixel({ gridIndex: 0 }, point);
    // On an axis of categories the place is the datum's number, on one of values its first coordinate.
    const distance = (datum, index) => Math.abs((Array.isArray(datum.value) ? datum.value[0] : index) - at);
    follow(along[along.reduce((best, datum, index) => (distance(datum, index) < distance(along[best], best) ? index : best), 0)].url);
  });
  observer.observe(box);
  return { chart, canvas };
}

function follow(url) {
  if (url) globalThis.Blazor ? Blazor.navigateTo(url) : location.assign(url);
}

// Colours are asked from the browser, so light-dark() and every later change of the theme count.
function colourOf(box, name) {
  const probe = document.createElement('i');
  probe.style.color = name;
  box.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function resolve(value, box) {
  if (typeof value === 'string') return value.startsWith('var(--') ? colourOf(box, value) : value;
  if (Array.isArray(value)) return value.map(item => resolve(item, box));
  if (value === null || typeof value !== 'object') return value;
  if (value.$format) return formatter(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, box)]));
}

function formatter({ $format: kind, currency, digits }) {
  const language = document.documentElement.lang || 'zh-CN';
  const settings = {
    money: { style: 'currency', currency: currency || 'CNY', maximumFractionDigits: digits ?? 0 },
    'money-compact': { style: 'currency', currency: currency || 'CNY', notation: 'compact', maximumFractionDigits: digits ?? 1 },
    percent: { style: 'percent', maximumFractionDigits: digits ?? 1 },
    compact: { notation: 'compact', maximumFractionDigits: digits ?? 1 },
    number: { maximumFractionDigits: digits ?? 2 },
  }[kind] ?? {};
  const format = new Intl.NumberFormat(language, { currencyDisplay: 'narrowSymbol', ...settings });
  return value => {
    const number = Array.isArray(value) ? value.at(-1) : typeof value === 'object' ? value?.value : value;
    return number === null || number === undefined || number === '-' ? '–' : Number.isNaN(Number(number)) ? String(number) : format.format(Number(number));
  };
}

function dress(options, box) {
  const ink = colourOf(box, 'var(--ink-soft)');
  const strong = colourOf(box, 'var(--ink)');
  const line = colourOf(box, 'var(--line)');
  const surface = colourOf(box, 'var(--surface)');
  const font = getComputedStyle(box).fontFamily;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const axis = given => each(given, one => ({
    ...one,
    axisLine: { lineStyle: { color: line }, ...one.axisLine },
    axisTick: { show: false, ...one.axisTick },
    axisLabel: { color: ink, fontSize: 11, hideOverlap: true, ...one.axisLabel },
    splitLine: { lineStyle: { color: line, type: 'dashed' }, ...one.splitLine },
    nameTextStyle: { color: ink, fontSize: 11, ...one.nameTextStyle },
  }));
  return {
    color: [1, 2, 3, 4, 5, 6].map(index => colourOf(box, `var(--series-${index})`)),
    animationDuration: calm ? 0 : 350,
    textStyle: { fontFamily: font, color: ink },
    aria: { enabled: true, label: { description: box.getAttribute('aria-label') ?? '' } },
    ...options,
    ...(options.xAxis && { xAxis: axis(options.xAxis) }),
    ...(options.yAxis && { yAxis: axis(options.yAxis) }),
    ...((options.xAxis || options.yAxis) && { grid: each(options.grid ?? {}, one => ({ left: 8, right: 16, top: 28, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel', containLabel: true, ...one })) }),
    ...(options.legend && { legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: 'roundRect', textStyle: { color: ink, fontSize: 12 }, type: 'scroll', ...options.legend } }),
    tooltip: { confine: true, backgroundColor: surface, borderColor: line, textStyle: { color: strong, fontSize: 12, fontFamily: font }, extraCssText: 'box-shadow: var(--shadow-float); max-width: 20rem; white-space: normal', ...options.tooltip },
  };
}

const each = (value, change) => (Array.isArray(value) ? value.map(change) : change(value));
