// Which view the address asks for, and what goes on now.
import { showBin } from './bin.js';
import { showComparison } from './comparison.js';
import { complain, element, speak } from './dom.js';
import { readNow } from './http.js';
import { showNow } from './now.js';
import { showRun } from './run.js';
import { showRuns } from './runs.js';
import { showSongs } from './songs.js';

const everyMilliseconds = 1000, main = document.getElementById('main');
const views = [
  [/^$/, showRuns],
  [/^now$/, showNow],
  [/^bin$/, showBin],
  [/^compare\/(.+)$/, showComparison],
  [/^run\/([^/]+)$/, showRun],
  [/^run\/([^/]+)\/songs$/, showSongs],
];
let leaving = new AbortController(), update = () => {}, latest = null, mark = null;

// The token has done its work: the cookie is there. It need not be seen by others, nor stand in the history.
if (location.search) history.replaceState(null, '', `/${location.hash}`);

document.getElementById('skip').onclick = event => {
  event.preventDefault();
  main.focus();
};

/** Songs are heard one at a time. */
document.addEventListener('play', event => {
  for (const other of document.querySelectorAll('audio')) if (other !== event.target) other.pause();
}, true);

/** What fails behind a key or a click is said as what fails behind an address. */
addEventListener('unhandledrejection', event => {
  event.preventDefault();
  if (event.reason.name !== 'AbortError') complain(event.reason.message); // else the view was left
});

async function show(event) {
  leaving.abort();
  leaving = new AbortController();
  update = () => {};
  const { signal } = leaving;
  const route = location.hash.replace(/^#\/?/, '');
  complain('');
  for (const link of document.querySelectorAll('nav a')) link.ariaCurrent = link.hash === `#/${route}` ? 'page' : null;
  const [pattern, view] = views.find(([pattern]) => pattern.test(route)) ?? [/(.*)/, showNothing];
  main.className = view.name;
  main.dataset.state = 'busy';
  try {
    // A view gives what is called when something goes on, or nothing.
    const updated = await view(main, signal, ...pattern.exec(route).slice(1).map(decodeURIComponent));
    if (signal.aborted) return;
    update = updated ?? update;
    if (latest) update(latest);
    document.title = `${main.querySelector('h1').textContent} · Workbench`;
    main.dataset.state = 'done';
    if (event) main.focus({ preventScroll: true }); // what was followed is gone
    scrollTo(0, 0);
    speak(document.title);
  } catch (error) {
    if (signal.aborted) return;
    complain(error.message);
    main.dataset.state = 'failed';
  }
}

function showNothing(main, _, route) {
  main.replaceChildren(element('h1', {}, 'Nothing is here'), element('p', {}, `There is no page ${route}. `,
    element('a', { href: '#/' }, 'To the runs')));
}

let isLost = false;
async function look() {
  if (document.visibilityState === 'visible')
    try {
      const [now, newMark] = await readNow();
      if (isLost) complain('');
      isLost = false;
      if (newMark !== mark) {
        [latest, mark] = [now, newMark];
        document.getElementById('count').textContent = now.trainings.length || '';
        update(now);
      }
    } catch (error) {
      isLost = true;
      complain(error.message);
    }
  setTimeout(look, everyMilliseconds);
}

addEventListener('hashchange', show);
await show();
look();
