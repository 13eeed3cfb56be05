// The list of runs: filtered, sorted, some chosen to be compared.
import { button, choice, date, element, field, offer, score } from './dom.js';
import { read } from './http.js';

const pageSize = 100, mostCompared = 50;
const columns = [
  { name: 'Run', of: run => run.name ?? run.run },
  { name: 'Model', of: run => run.model },
  { name: 'Dataset', of: run => run.dataset },
  { name: 'Changed', of: run => run.changed },
  { name: 'Validation', of: run => run.validation, isNumber: true },
  { name: 'Test', of: run => run.test, isNumber: true },
  { name: 'Date', of: run => run.started },
];
const searched = run => [run.name, run.run, run.note, run.model, run.dataset, run.changed, ...run.tags].join('\n').toLowerCase();

// What was chosen stays while other pages are looked at.
const asked = { text: '', dataset: '', model: '', tag: '', column: columns.at(-1), descending: true, count: pageSize };
const chosen = new Set();

export async function showRuns(main, signal) {
  let runs, damaged, stamp = null;
  const rows = element('tbody'), found = element('p', { className: 'found', role: 'status' }), more = element('p');
  const compare = button('', () => { location.hash = `#/compare/${[...chosen].map(encodeURIComponent).join('/')}`; });
  const clear = button('Choose none', () => { chosen.clear(); list(); });
  const heads = columns.map(column => head(column, list));
  const filter = name => event => { asked[name] = event.target.value; asked.count = pageSize; list(); };
  const [dataset, model, tag] = ['dataset', 'model', 'tag'].map(name => choice([], filter(name)));
  const unreadable = element('details');

  async function load() {
    ({ runs, damaged } = await read('/api/runs', signal));
    const values = of => [...new Set(runs.flatMap(of))].sort();
    offer(dataset, values(run => run.dataset), asked.dataset);
    offer(model, values(run => run.model), asked.model);
    offer(tag, values(run => run.tags), asked.tag);
    unreadable.hidden = damaged.length === 0;
    unreadable.replaceChildren(element('summary', {}, `${damaged.length} runs cannot be read`),
      element('ul', {}, ...damaged.map(run => element('li', {}, run.problem))));
    for (const id of chosen) if (!runs.some(run => run.run === id)) chosen.delete(id);
    none.hidden = runs.length > 0;
    some.hidden = runs.length === 0;
    list();
  }
  function list() {
    const words = asked.text.toLowerCase().split(/\s+/).filter(word => word);
    const wanted = runs.filter(run => (!asked.dataset || run.dataset === asked.dataset) && (!asked.model || run.model === asked.model)
      && (!asked.tag || run.tags.includes(asked.tag)) && (words.length === 0 || words.every(word => searched(run).includes(word))));
    sort(wanted);
    rows.replaceChildren(...wanted.slice(0, asked.count).map(run => row(run, count)));
    const measures = [...new Set(wanted.map(run => run.measure))];
    found.textContent = `${wanted.length} of ${runs.length} runs${measures.length > 0 ? `; scores are ${measures.join(' or ')}` : ''}`;
    more.replaceChildren(...(wanted.length > asked.count
      ? [button(`Show ${Math.min(pageSize, wanted.length - asked.count)} more`, () => { asked.count += pageSize; list(); })] : []));
    heads.forEach((cell, i) => cell.ariaSort = columns[i] === asked.column ? (asked.descending ? 'descending' : 'ascending') : null);
    count();
  }
  function count() {
    compare.textContent = chosen.size < 2 ? 'Choose runs to compare them'
      : chosen.size > mostCompared ? `At most ${mostCompared} can be compared` : `Compare ${chosen.size} runs`;
    compare.disabled = chosen.size < 2 || chosen.size > mostCompared;
    clear.hidden = chosen.size === 0;
  }

  const none = element('p', {}, 'There is no run yet. Train one, and it appears here: ',
    element('code', {}, 'workbench train --dataset demo --model mlp'));
  const some = element('div', {},
    element('search', { className: 'filters' },
      field('Search', element('input',
        { type: 'search', value: asked.text, placeholder: 'name, tag, parameter', oninput: filter('text') })),
      field('Dataset', dataset), field('Model', model), field('Tag', tag)),
    element('p', { className: 'actions' }, compare, clear, found),
    element('div', { className: 'scroll' }, element('table', { className: 'runs' },
      element('thead', {}, element('tr', {},
        element('th', { scope: 'col' }, element('span', { className: 'unseen' }, 'Chosen')), ...heads)), rows)),
    more);
  await load();
  main.replaceChildren(element('h1', {}, 'Runs'), none, some, unreadable);
  return async now => {
    if (stamp !== null && stamp !== now.runs) await load();
    stamp = now.runs;
  };
}

function sort(runs) {
  const { of, isNumber } = asked.column, sign = asked.descending ? -1 : 1;
  const isMissing = value => value === null || value === '';
  runs.sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    return isMissing(x) - isMissing(y) || sign * (isNumber ? x - y : x < y ? -1 : x > y ? 1 : 0);
  });
}

function head(column, list) {
  const sortBy = () => {
    asked.descending = asked.column === column ? !asked.descending : column.isNumber || column.name === 'Date';
    asked.column = column;
    list();
  };
  return element('th', { scope: 'col' }, button(column.name, sortBy));
}

function row(run, count) {
  const title = run.name ?? run.run;
  const box = element('input', { type: 'checkbox', checked: chosen.has(run.run), 'aria-label': `Choose ${title}` });
  box.onchange = () => { chosen[box.checked ? 'add' : 'delete'](run.run); count(); };
  const cell = (name, ...children) => element('td', { 'data-name': name }, ...children);
  const scored = (name, value, interval) => cell(name, score(value),
    ...interval ? [element('span', { className: 'interval' }, ` [${score(interval.low)}, ${score(interval.high)}]`)] : []);
  return element('tr', {}, element('td', { className: 'choice' }, box),
    element('th', { scope: 'row' }, element('a', { href: `#/run/${encodeURIComponent(run.run)}` }, title),
      ...run.tags.map(tag => element('span', { className: 'tag' }, tag)),
      run.isStopped ? element('span', { className: 'tag quiet' }, 'stopped') : null,
      run.note ? element('span', { className: 'note' }, run.note) : null),
    cell('Model', run.model), cell('Dataset', run.dataset), cell('Changed', run.changed),
    scored('Validation', run.validation, run.validationInterval), scored('Test', run.test, run.testInterval),
    cell('Date', date(run.started)));
}
