// What a listener says of songs: buttons beside each of them, and what is learned from that.
import { button, element, field } from './dom.js';
import { read, write } from './http.js';

const words = { like: 'Like', dislike: 'Dislike', skip: 'Skip' };

/** The answers of whoever is named in a field to the songs of a run; `load` shows those that are kept. */
export function ratingsOf(run, signal) {
  const learned = element('p', { className: 'reason', role: 'status' });
  const name = element('input', { value: 'me', maxLength: 60, required: true, onchange: () => load() });
  let said = {};

  function take({ ratings, profile }) {
    said = ratings;
    learned.textContent = profile && `Profile of ${name.value} ${profile}`;
    for (const shown of document.querySelectorAll('.ratings button')) shown.ariaPressed = isSaid(shown.dataset.song, shown.dataset.rating);
  }
  const isSaid = (song, rating) => String(said[song] === rating);
  const load = async () => take(await read(`${run}/ratings?${listener()}`, signal));
  const listener = () => new URLSearchParams({ listener: name.value });

  /** Says it, or takes it back where it is said already. */
  async function say(song, rating) {
    const answer = { listener: name.value, rating: said[song.number] === rating ? null : rating };
    take(await (await write(`${run}/songs/${song.number}/rating`, answer)).json());
  }

  return {
    learned,
    load,
    listener,
    field: field('Listener', name),
    buttons: song => element('div', { className: 'ratings', role: 'group', 'aria-label': `Your answer to ${song.title}` },
      ...Object.entries(words).map(([rating, text]) => button(text, () => say(song, rating),
        { ariaPressed: isSaid(song.number, rating), 'data-song': song.number, 'data-rating': rating }))),
  };
}
