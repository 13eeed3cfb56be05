// Runs that were deleted, to be restored.
import { button, element } from './dom.js';
import { read, write } from './http.js';

export async function showBin(main, signal) {
  const runs = await read('/api/bin', signal);
  const restore = run => button('Restore', async () => {
    await write(`/api/bin/${encodeURIComponent(run.id)}/restore`);
    await showBin(main, signal);
  }, { 'aria-label': `Restore ${run.name ?? run.id}` });
  main.replaceChildren(element('h1', {}, 'Bin'), runs.length === 0 ? element('p', {}, 'No run lies in the bin.')
    : element('ul', { className: 'binned' }, ...runs.map(run => element('li', {}, element('span', {}, run.name ?? run.id,
      element('span', { className: 'reason' }, ` ${(run.bytes / 1e6).toFixed(1)} MB`)), restore(run)))));
}
