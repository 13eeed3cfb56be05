// A run: what people say of it, and its report.
import { button, complain, element, field, html, speak } from './dom.js';
import { read, readText, write } from './http.js';
import { readyTables } from './tables.js';

/** The heading of the pages of a run. */
export async function headOf(id, signal, page) {
  const run = await read(`/api/runs/${encodeURIComponent(id)}`, signal);
  const link = (text, tail) =>
    element('a', { href: `#/run/${encodeURIComponent(id)}${tail}`, ariaCurrent: page === text ? 'page' : null }, text);
  return [run, element('h1', {}, run.name ?? run.run),
    element('nav', { className: 'tabs', 'aria-label': 'Of this run' }, link('Report', ''), link('Songs', '/songs'))];
}

export async function showRun(main, signal, id) {
  const [[run, ...head], report] = await Promise.all(
    [headOf(id, signal, 'Report'), readText(`/api/runs/${encodeURIComponent(id)}/report`, signal)]);
  const shown = html(report, 'report');
  shown.querySelector('h1')?.remove(); // the page has its own
  main.replaceChildren(...head, about(run), shown);
  readyTables();
}

/** A form for what people say of a run, and the way into the bin. */
function about(run) {
  const name = element('input', { value: run.name ?? '', placeholder: 'none', maxLength: 60 });
  const tags = element('input', { value: run.tags.join(' '), placeholder: 'words between blanks' });
  const note = element('textarea', { value: run.note, rows: 3 });
  const address = `/api/runs/${encodeURIComponent(run.run)}`;
  const save = async event => {
    event.preventDefault();
    const called = name.value.trim();
    await write(`${address}/about`, { name: called || null, note: note.value, tags: tags.value.split(/\s+/).filter(tag => tag) });
    document.querySelector('h1').textContent = called || run.run;
    complain('');
    saved.textContent = 'Saved';
  };
  const remove = async () => {
    await write(`${address}/delete`);
    location.hash = '#/';
    speak('The run is in the bin');
  };
  const saved = element('span', { className: 'found', role: 'status' });
  const form = element('form', { onsubmit: save, oninput: () => { saved.textContent = ''; } },
    field('Name', name), field('Tags', tags), field('Note', note),
    element('p', { className: 'actions' }, element('button', { type: 'submit', className: 'primary' }, 'Save'), saved,
      button('Move to the bin', remove, { className: 'danger' })));
  return element('details', { className: 'about' }, element('summary', {}, 'Name, tags, note'), form);
}
