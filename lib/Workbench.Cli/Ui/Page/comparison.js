// Runs compared: the server's page of them.
import { element, html } from './dom.js';
import { readText } from './http.js';
import { readyTables } from './tables.js';

export async function showComparison(main, signal, ids) {
  const runs = ids.split('/').map(id => ['run', id]);
  const page = html(await readText(`/api/compare?${new URLSearchParams(runs)}`, signal), 'report');
  page.querySelector('h1')?.remove(); // the page has its own
  main.replaceChildren(element('h1', {}, 'Runs compared'), page);
  readyTables();
}
