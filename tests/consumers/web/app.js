// The page: a song comes in, its genres, their course and similar songs are shown.
import { TimeChart, bars, clock, make } from './chart.js';
import { decode, loadPlayer, record } from './decode.js';

const longestMinutes = 15, shortestSeconds = 1, songWindow = 5, mostWindows = 240, mostGenres = 8, patienceSeconds = 120;
const at = id => document.getElementById(id);

/** For those who hear the page: what would be said twice where it is seen. */
const say = text => { at('spoken').textContent = text; };
function tell(id, text) {
  at('status').textContent = at('error').textContent = '';
  at(id).textContent = text;
  if (id === 'status') say(text);
}

// The worker answers tasks one after another; one that may be broken is replaced.
let worker, about, count = 0;
const waiting = new Map();
const ask = (task, input, transfer) => new Promise((resolve, reject) => {
  waiting.set(++count, { resolve, reject });
  worker.postMessage({ id: count, task, input }, transfer);
});
function failAll(message) {
  for (const { reject } of waiting.values()) reject(new Error(message));
  waiting.clear();
}
function startWorker() {
  worker?.terminate();
  worker = new Worker('worker.js', { type: 'module' });
  worker.onmessage = ({ data: { id, output, error, broken } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(broken ? 'The browser ran out of memory. Choose a shorter song, or close other tabs.' : error));
    else resolve(output);
    if (broken) startWorker();
  };
  worker.onerror = () => failAll('The model cannot be run: this browser is too old, or ort/ is missing beside this page (see its README).');
  failAll('The song was given up.');
  about = ask('load');
  about.catch(error => tell('error', error.message));
}

let job = 0, recording = null, chart = null, listensTo = 0;

/** Tells everything about a song; another one that comes meanwhile takes its place. */
async function hear(file) {
  const mine = ++job, isCurrent = () => mine === job, started = performance.now();
  if (recording) recording.isDiscarded = true;
  recording?.stop?.();
  if (listensTo > patienceSeconds) startWorker(); // it does not look up before it has heard the whole song
  at('result').hidden = true;
  document.body.dataset.state = 'busy';
  try {
    tell('status', `Reading ${file.name} …`);
    refuseLength(file.name, await loadPlayer(at('player'), file)); // before all of it is decoded into memory
    const model = await about;
    if (!isCurrent()) return;
    const bytes = await file.arrayBuffer();
    const { sampleRate, channels } = await ask('wav', bytes) ?? await decode(file, bytes, model.decodedRate);
    const seconds = channels[0].length / sampleRate;
    refuseLength(file.name, seconds);
    if (!isCurrent()) return;
    tell('status', `Listening to ${file.name} …`);
    listensTo = seconds;
    const { probabilities, similar } = await ask('hear', { channels, sampleRate }, channels.map(channel => channel.buffer))
      .finally(() => { listensTo = 0; });
    if (!isCurrent()) return;
    const rows = model.classes
      .map((name, label) => ({ name, label, probability: probabilities[label] }))
      .sort((a, b) => b.probability - a.probability)
      .map((row, rank) => model.task === 'singleLabel' ? { ...row, decided: rank === 0 } // a song has one genre: the likeliest
        : { ...row, threshold: model.thresholds[row.label], decided: row.probability >= model.thresholds[row.label] });
    show(rows, similar, [file.name, clock(seconds), `answered in ${((performance.now() - started) / 1000).toFixed(2)} s`]);
    await showTime(rows.slice(0, mostGenres), seconds, model, isCurrent);
  } catch (error) {
    if (isCurrent()) tell('error', error.message);
  }
  if (isCurrent()) document.body.dataset.state = 'done';
}

function refuseLength(name, seconds) {
  if (seconds > 60 * longestMinutes && seconds < Infinity) // of recordings headers tell nothing
    throw new Error(`${name} lasts ${Math.round(seconds / 60)} minutes; this page hears at most ${longestMinutes}. Cut a piece out of it.`);
  if (seconds < shortestSeconds)
    throw new Error(`${name} lasts ${seconds.toFixed(2)} s, too short to tell a genre. Choose ${shortestSeconds} s or more.`);
}

function show(rows, similar, facts) {
  const decided = rows.filter(row => row.decided).map(row => row.name);
  const shown = rows.slice(0, mostGenres);
  if (shown.length < rows.length) facts.push(`the ${mostGenres} likeliest of ${rows.length} genres`);
  tell('status', '');
  at('result').hidden = false;
  const words = new Intl.ListFormat('en').formatToParts(decided)
    .map(({ type, value }) => type === 'element' ? make('span', { class: 'word' }, value) : value);
  at('verdict').replaceChildren(...decided.length ? ['Sounds like ', ...words, '.']
    : [`No genre reaches its threshold; ${rows[0].name} comes closest.`]);
  say(at('verdict').textContent);
  at('facts').textContent = facts.join(' · ');
  at('genres').replaceChildren(...bars(shown));
  at('threshold-note').hidden = rows[0].threshold === undefined;
  at('similar').hidden = !similar?.length;
  at('songs').replaceChildren(...(similar ?? []).map(({ title, artist, reason }) =>
    make('li', {}, make('strong', {}, title), artist ? ` by ${artist}` : '', make('span', { class: 'hint' }, reason))));
}

async function showTime(rows, seconds, model, isCurrent) {
  const window = model.segmentSeconds ?? songWindow, hop = Math.max(window / 4, (seconds - window) / (mostWindows - 1));
  const windows = Math.floor((seconds - window) / hop) + 1;
  for (const id of ['chart', 'time-summary', 'table']) at(id).replaceChildren();
  chart = null;
  at('time').hidden = windows < 2; // one is the whole song
  if (windows < 2) return;
  chart = new TimeChart(rows, seconds);
  at('chart').append(chart.element);
  at('time-note').textContent = `Pieces of ${window.toFixed(1)} s, one every ${hop.toFixed(1)} s${rows[0].threshold === undefined ? '.'
    : '; the dashed lines are the thresholds.'}`
    + (model.segmentSeconds ? '' : ' The model knows whole songs: what it says to pieces is only a hint.');
  Object.assign(at('progress'), { hidden: false, max: windows, value: 0 });
  for (let i = 0; i < windows; i++) {
    const start = i === windows - 1 ? seconds - window : i * hop;
    const probabilities = await ask('part', { start, seconds: window });
    if (!isCurrent()) return;
    chart.add(start, start + window, rows.map(({ label }) => probabilities[label]));
    at('progress').value = i + 1;
  }
  at('progress').hidden = true;
  at('time-summary').textContent = chart.summary();
  say(`Genres over time: ${chart.summary()}`);
  at('table').replaceChildren(chart.table());
}

async function toggleRecording() {
  if (recording) return recording.stop?.(); // nothing to stop while the browser asks for leave
  const current = recording = {};
  try {
    Object.assign(current, await record());
  } catch (error) {
    recording = null;
    return tell('error', error.message);
  }
  if (current.isDiscarded) { // another song came meanwhile
    recording = null;
    return current.stop();
  }
  const started = performance.now();
  tell('status', 'Recording …');
  at('record-word').textContent = 'Stop';
  const timer = setInterval(() => {
    const seconds = (performance.now() - started) / 1000;
    at('elapsed').textContent = clock(seconds);
    if (seconds >= 60 * longestMinutes) current.stop();
  }, 250);
  const file = await current.file;
  clearInterval(timer);
  recording = null;
  at('record-word').textContent = 'Record';
  at('elapsed').textContent = '';
  if (!current.isDiscarded) await hear(file);
}

at('longest').textContent = longestMinutes;
at('choose').onclick = () => at('file').click();
at('file').onchange = () => {
  if (at('file').files.length) hear(at('file').files[0]);
  at('file').value = ''; // so that the same file can be chosen again
};
at('record').onclick = toggleRecording;
at('player').ontimeupdate = () => { if (chart) chart.moment = at('player').currentTime; };
at('chart').onclick = event => { at('player').currentTime = chart.secondsAt(event.clientX); };
addEventListener('dragover', event => {
  event.preventDefault();
  document.body.classList.add('dragging');
});
for (const end of ['dragleave', 'drop']) addEventListener(end, () => document.body.classList.remove('dragging'));
addEventListener('drop', event => {
  event.preventDefault();
  if (event.dataTransfer.files.length) hear(event.dataTransfer.files[0]);
  else tell('error', 'That was a link, not a file. Save the song on this device, then drop it here.');
});

tell('status', 'Loading the model …');
startWorker();
about.then(({ name, classes }) => {
  if (job === 0) tell('status', '');
  at('model').textContent = `Knows ${classes.length} genres: ${classes.join(', ')}.`;
  at('name').textContent = `Model ${name}.`;
  document.body.dataset.model = 'ready';
}, () => {});
if (navigator.serviceWorker) {
  // After the model, with which it would compete. Where it is refused the page works, only not without a network.
  about.then(() => ask('warmUp')).then(() => navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' })).catch(() => {});
  navigator.serviceWorker.ready.then(() => { at('offline').textContent = 'It works without a network from now on.'; });
}
