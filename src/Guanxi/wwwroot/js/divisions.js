// Provinces and cities of China while an address is typed: <div data-divisions> holds inputs marked data-province and data-city
// with an empty datalist each. The table is fetched when one of them is first used; what is not in it may be typed all the same.
let table;

export function start() {
  for (const box of document.querySelectorAll('[data-divisions]')) {
    if (box.dataset.begun) continue;
    box.dataset.begun = '';
    const province = box.querySelector('[data-province]');
    const city = box.querySelector('[data-city]');
    const country = box.querySelector('[data-country]');
    const fill = async () => {
      const inChina = !country || ['', 'CN'].includes(country.value);
      if (inChina) table ??= fetch('/api/divisions', { headers: { accept: 'application/json' } }).then(answer => (answer.ok ? answer.json() : [])).catch(() => []);
      const provinces = inChina ? await table : [];
      const chosen = provinces.filter(one => one.name === province.value);
      put(province.list, provinces.map(one => one.name));
      put(city.list, (chosen.length > 0 ? chosen : provinces).flatMap(one => one.cities));
      return provinces;
    };
    for (const input of [province, city]) input.addEventListener('focus', fill);
    // Whoever knows the city knows the province.
    city.addEventListener('change', async () => {
      if (province.value) return;
      const of = (await fill()).filter(one => one.cities.includes(city.value));
      if (of.length === 1) province.value = of[0].name;
    });
  }
}

function put(list, values) {
  list.replaceChildren(...values.map(value => Object.assign(document.createElement('option'), { value })));
}
