// Elements, and how values are written. Texts go into elements as texts, never as HTML.

/** An element with properties (names with a dash are attributes) and children: elements, texts, or null for nothing. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties))
    if (name.includes('-') || name === 'for') made.setAttribute(name, value);
    else made[name] = value;
  made.append(...children.filter(child => child !== null));
  return made;
}

/** HTML that the server made: of a report, or a figure. */
export function html(text, className) {
  return element('div', { className, innerHTML: text });
}

export const button = (text, onclick, properties = {}) => element('button', { type: 'button', onclick, ...properties }, text);

/** A field with its label above. */
export function field(label, input) {
  return element('label', { className: 'field' }, element('span', {}, label), input);
}

/** A choice of texts, after that of all. */
export const choice = (values, onchange, all = 'all') => offer(element('select', { onchange }), values, '', all);

/** Gives a choice other texts. */
export function offer(choice, values, chosen, all = 'all') {
  choice.replaceChildren(...[['', all], ...values.map(value => [value, value])]
    .map(([value, text]) => element('option', { value, selected: value === chosen }, text)));
  return choice;
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
export const date = text => element('time', { dateTime: text }, when.format(new Date(text)));

/** A score in three decimals; nothing where it is undefined. */
export const score = value => value === null ? '' : value.toFixed(3);

/** Says something to those who hear the page. */
export function speak(text) {
  document.getElementById('spoken').textContent = text;
}

/** Shows a sentence above the page until there is another, or an empty one. */
export function complain(sentence) {
  const problem = document.getElementById('problem');
  problem.textContent = sentence;
  problem.hidden = !sentence;
}
