// Trainings under way in any process, with their curves, drawn anew as they go on.
import { date, element, html } from './dom.js';

export function showNow(main) {
  const content = element('div', {}, element('p', {}, 'Looking…'));
  main.replaceChildren(element('h1', {}, 'Under way'), content);
  return now => content.replaceChildren(...(now.trainings.length > 0
    ? [element('ol', { className: 'trainings' }, ...now.trainings.map(item)), ...(now.curves ? [html(now.curves, 'curves')] : [])]
    : [element('p', {}, 'Nothing is being trained. Trainings of commands, sweeps and notebooks appear here by themselves.')]));
}

function item(training, index) {
  const left = training.secondsLeft === null ? '' : `, ${duration(training.secondsLeft)} left`;
  const state = `${training.task} ${training.done}/${training.total}${training.detail ? `, ${training.detail}` : ''}${left}`;
  return element('li', {},
    element('p', { className: 'title' }, element('strong', {}, `#${index + 1} ${training.model}`),
      ` on ${training.dataset}, seed ${training.seed}`, training.changed ? ` · ${training.changed}` : null),
    element('progress', { max: Math.max(1, training.total), value: training.done, 'aria-label': `Training #${index + 1}` }),
    element('p', { className: 'reason' }, state, '; since ', date(training.started)));
}

function duration(seconds) {
  const whole = Math.round(seconds), two = number => String(number).padStart(2, '0');
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
