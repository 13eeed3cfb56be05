// The songs of a run: a page of them, with players, what the model said to them, and what is like them.
import { button, choice, element, field, html } from './dom.js';
import { read, run } from './http.js';
import { ratingsOf } from './ratings.js';
import { headOf } from './run.js';

const pageSize = 50, parts = ['validation', 'test'];

export async function showSongs(main, signal, id) {
  const asked = { text: '', genre: '', part: '', order: '', offset: 0 };
  const ofRun = `/api/runs/${encodeURIComponent(id)}`, address = `${ofRun}/songs`;
  const [, ...head] = await headOf(id, signal, 'Songs');
  const list = element('ul', { className: 'songs' }), found = element('p', { className: 'found', role: 'status' });
  const pager = element('p', { className: 'actions' });
  const ratings = ratingsOf(ofRun, signal);
  let latest = 0, genres = [];

  async function find(changed = {}) {
    Object.assign(asked, { offset: 0 }, changed);
    const mine = ++latest;
    const page = await read(`${address}?${new URLSearchParams({ ...asked, count: pageSize })}`, signal);
    if (mine !== latest) return; // somebody types on
    genres = page.genres;
    list.replaceChildren(...page.songs.map(song => item(song, address, ratings)));
    const last = asked.offset + page.songs.length;
    found.textContent = page.found === 0 ? `None of ${page.total} songs` : `${asked.offset + 1} to ${last} of ${page.found} songs`;
    const turn = (text, offset, isThere) => button(text, () => find({ offset }).then(() => list.scrollIntoView()), { disabled: !isThere });
    pager.replaceChildren(...(page.found > pageSize
      ? [turn('Previous', asked.offset - pageSize, asked.offset > 0), turn('Next', last, last < page.found)] : []));
  }

  try {
    await find();
  } catch (error) {
    if (signal.aborted) throw error;
    main.replaceChildren(...head, element('p', {}, error.message), hearing(address, () => showSongs(main, signal, id)));
    return;
  }
  main.replaceChildren(...head,
    element('search', { className: 'filters' },
      field('Search', element('input',
        { type: 'search', placeholder: 'title, artist, album', oninput: event => find({ text: event.target.value }) })),
      field('Genre', choice(genres, event => find({ genre: event.target.value }))),
      field('Part', choice(parts, event => find({ part: event.target.value }))),
      field('Order', choice(['highest loss first'], event => find({ order: event.target.value && 'loss' }), 'of the dataset')),
      ratings.field),
    ratings.learned, found, list, pager);
  await ratings.load();
}

/** A button that lets the model hear the songs, and how far that is. */
function hearing(address, then) {
  const bar = element('progress', { 'aria-label': 'Hearing the songs' }), state = element('p', { className: 'reason', role: 'status' });
  const hear = button('Let it hear them', async () => {
    hear.replaceWith(bar);
    try {
      await run(address, ({ task, done, total }) => {
        if (task === undefined) return;
        [bar.max, bar.value] = [Math.max(1, total), done];
        state.textContent = `${task} ${done}/${total}`;
      });
      then();
    } catch (error) {
      bar.replaceWith(element('p', { role: 'alert', className: 'problem' }, error.message));
    }
  }, { className: 'primary' });
  return element('div', {}, hear, state);
}

function item(song, address, ratings) {
  const near = element('div', { className: 'near' });
  const like = button('Songs like it', async () => {
    const songs = await read(`${address}/${song.number}/similar?${ratings.listener()}`);
    near.replaceChildren(element('ol', { 'aria-label': `Songs like ${song.title}` }, ...songs.map(similar =>
      element('li', {}, ...describe(similar.song, address, ratings),
        element('p', { className: 'reason' }, `distance ${similar.distance.toFixed(3)}: ${similar.reason}`),
        element('details', {}, element('summary', {}, 'The reasons as a figure'), html(similar.figure, 'curves'))))));
    like.ariaExpanded = 'true';
  }, { ariaExpanded: 'false' });
  return element('li', {}, ...describe(song, address, ratings, like), near);
}

/** What is known of a song, its player, and beside it what can be asked. */
function describe(song, address, ratings, ask = null) {
  const facts = [song.artist, song.album].filter(fact => fact).join(' · ');
  return [
    element('p', { className: 'title' }, element('strong', {}, song.title), facts ? element('span', {}, ` ${facts}`) : null),
    element('p', { className: 'genres' }, song.genres.join(', '),
      song.answer ? element('span', {}, ` · the model says ${song.answer} (${song.part}, loss ${song.loss.toFixed(3)})`) : null),
    element('div', { className: 'sound' }, player(song, `${address}/${song.number}/sound`), ratings.buttons(song), ask),
  ];
}

function player(song, src) {
  if (!song.hasSound) return element('p', { className: 'reason' }, 'Its table does not say where its sound is.');
  const audio = element('audio', { controls: true, preload: 'none', src, 'aria-label': song.title });
  audio.onerror = async () => {
    const response = await fetch(src, { headers: { range: 'bytes=0-0' } }).catch(() => null);
    const reason = response === null || response.ok ? 'This browser cannot play it.' : await response.text();
    audio.replaceWith(element('p', { role: 'alert', className: 'problem' }, reason));
  };
  return audio;
}
