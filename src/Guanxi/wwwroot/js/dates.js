// A date picker that speaks the page's language: <input data-date>. The value stays yyyy-MM-dd, so a date never moves by a day.
import { style } from './styles.js';

// Year and month as the page's language writes them; the picker's own pattern puts the month first everywhere.
const title = parts => picker => new Intl.DateTimeFormat(document.documentElement.lang, parts).format(picker.viewDate);

export async function start() {
  // An enhanced answer takes away the place at the end of the page where calendars are shown: one without it can't be shown again.
  if (!document.querySelector('.air-datepicker-global-container')) {
    for (const input of document.querySelectorAll('input[data-date]')) {
      input.datePicker?.destroy();
      delete input.datePicker;
    }
  }
  const inputs = [...document.querySelectorAll('input[data-date]')].filter(input => !input.datePicker);
  if (inputs.length === 0) return;
  await style('lib/air-datepicker/air-datepicker.min.css');
  const { default: AirDatepicker, zh, en } = await import('../lib/air-datepicker/air-datepicker.min.js');
  for (const input of inputs) {
    const written = /^\d{4}-\d{2}-\d{2}$/.test(input.value) ? new Date(`${input.value}T00:00`) : null;
    // What was refused stays in the input, and the calendar begins today.
    const given = Number.isNaN(written?.valueOf()) ? null : written;
    input.autocomplete = 'off';
    input.datePicker = new AirDatepicker(input, {
      locale: document.documentElement.lang.startsWith('zh') ? zh : en,
      navTitles: { days: title({ year: 'numeric', month: 'long' }), months: title({ year: 'numeric' }) },
      dateFormat: 'yyyy-MM-dd', autoClose: true, firstDay: document.documentElement.lang.startsWith('zh') ? 1 : 0,
      // In a dialog the calendar must be part of it, or it would lie behind.
      ...(input.closest('dialog') ? { container: input.closest('dialog') } : { isMobile: matchMedia('(max-width: 767px)').matches }),
      buttons: ['today', 'clear'],
      minDate: input.dataset.min ?? '', maxDate: input.dataset.max ?? '',
      ...(given && { selectedDates: [given], startDate: given }),
      // Our forms and drafts listen to input and change, which the picker does not send.
      onSelect: () => { for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind, { bubbles: true })); },
    });
  }
}
