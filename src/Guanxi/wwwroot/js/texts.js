// The few words that scripts show stand in the page, in its language: <div id="texts" data-…>.
export const text = name => document.getElementById('texts')?.dataset[name] ?? '';
