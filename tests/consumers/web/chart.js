// Draws what the model says: bars of a whole song, and a row a genre over time.

export const percent = value => value < 0.005 ? '<1%' : value >= 0.995 ? '>99%' : `${Math.round(100 * value)}%`;
export const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** An element with attributes and children. */
export function make(name, attributes = {}, ...children) {
  const element = name.startsWith('svg:') ? document.createElementNS('http://www.w3.org/2000/svg', name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A bar a genre, likeliest first: rows of { name, probability, threshold, decided }; no threshold where the likeliest is decided for. */
export function bars(rows) {
  return rows.map(({ name, probability, threshold, decided }) => {
    const [fill, ticks] = [make('i'), threshold === undefined ? [] : [make('b')]];
    fill.style.width = `${100 * probability}%`;
    for (const tick of ticks) tick.style.left = `${100 * threshold}%`;
    const said = threshold === undefined ? decided ? 'is decided for' : 'is not decided for'
      : `${decided ? 'reaches' : 'below'} its threshold of ${percent(threshold)}`;
    return make('li', { class: decided ? 'decided' : '' }, make('span', { class: 'name' }, name),
      make('span', { class: 'bar', 'aria-hidden': 'true' }, fill, ...ticks), make('data', { value: probability }, percent(probability)),
      make('span', { class: 'unseen' }, ` ${said}`));
  });
}

/** The times below a chart: round ones, at most five. */
function ticks(seconds) {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300].find(step => seconds / step < 5);
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, i) => {
    const tick = make('span', {}, clock(i * step));
    tick.style.left = `${100 * i * step / seconds}%`;
    return tick;
  });
}

/** A chart that grows: genres over seconds, each with its threshold if it has one. Windows come one after another, in order of time. */
export class TimeChart {
  constructor(rows, seconds) {
    Object.assign(this, { rows, seconds, windows: [] });
    this.areas = rows.map(() => make('svg:path'));
    this.element = make('div', { class: 'rows', role: 'img', 'aria-label': 'Genres over time; the table below has the numbers' },
      ...rows.flatMap(({ name, threshold }, i) => [make('span', {}, name),
        make('svg:svg', { viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, this.areas[i],
          ...threshold === undefined ? [] : [make('svg:line', { x1: 0, x2: 1, y1: 1 - threshold, y2: 1 - threshold })])]),
      make('span', { class: 'axis' }, ...ticks(seconds)));
    this.head = make('div', { class: 'head', hidden: '' });
    this.element.append(this.head);
  }

  /** Adds the probabilities, in the order of the rows, of the window from start to end. */
  add(start, end, probabilities) {
    this.windows.push({ start, end, probabilities });
    const first = this.windows[0], points = this.windows.map(window => [(window.start + window.end) / 2 / this.seconds, window]);
    if (end >= this.seconds * 0.99) points.push([1, this.windows.at(-1)]); // to both ends of the song
    this.areas.forEach((area, i) => area.setAttribute('d',
      `M0 1V${1 - first.probabilities[i]}${points.map(([x, window]) => `L${x.toFixed(4)} ${(1 - window.probabilities[i]).toFixed(4)}`)
        .join('')}V1Z`));
  }

  /** Which genres are the likeliest for how much of the time. */
  summary() {
    const leads = this.rows.map(({ name }, i) => ({
      name, share: this.windows.filter(({ probabilities }) => probabilities[i] === Math.max(...probabilities)).length / this.windows.length,
    })).filter(({ share }) => share > 0).sort((a, b) => b.share - a.share).slice(0, 3);
    if (leads.length === 1) return `${leads[0].name} is the likeliest from beginning to end.`;
    return `The likeliest is ${leads.map(({ name, share }) => `${name} for ${percent(share)}`).join(', ')} of the time.`;
  }

  table() {
    const line = (cells, name) => make('tr', {}, ...cells.map((cell, i) => make(i ? name : 'th', { scope: i ? 'col' : 'row' }, cell)));
    return make('table', {}, make('thead', {}, line(['Time', ...this.rows.map(({ name }) => name)], 'th')),
      make('tbody', {}, ...this.windows.map(({ start, end, probabilities }) =>
        line([`${clock(start)}–${clock(end)}`, ...probabilities.map(percent)], 'td'))));
  }

  /** The moment of a horizontal place on the screen. */
  secondsAt(x) {
    const { left, width } = this.areas[0].ownerSVGElement.getBoundingClientRect();
    return this.seconds * Math.max(0, Math.min(1, (x - left) / width));
  }

  /** Marks the moment that is played. */
  set moment(seconds) {
    this.head.hidden = false;
    this.head.style.left = `${100 * seconds / this.seconds}%`;
  }
}
