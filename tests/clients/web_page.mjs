// Visits the web page of an exported model in Chromium as a user does, and prints as JSON what there is to see; pictures go into a folder.
// web_page.mjs BROWSER SITE NEXT_SITE PICTURES SONG... (NODE_PATH finds playwright-core)
// The next site comes in place of the first at the end; the first song is also what the microphone hears.
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const { chromium } = createRequire(import.meta.url)('playwright-core');
let [executablePath, site, nextSite, pictures, ...songs] = process.argv.slice(2);
const nameOf = song => path.basename(song);

// Static files and nothing else, as any host serves them.
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json' };
const server = http.createServer((request, response) => {
  const file = path.join(site, request.url === '/' ? 'index.html' : decodeURIComponent(request.url.slice(1)));
  if (!fs.existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(response);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${path.resolve(songs[0])}`] });
const context = await browser.newContext({ viewport: { width: 800, height: 900 }, colorScheme: 'light' });
const origins = new Set(), complaints = [];
context.on('request', request => origins.add(new URL(request.url()).origin === origin ? 'own' : new URL(request.url()).origin));
context.on('weberror', error => complaints.push(error.error().message));
context.on('console', message => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`));
const page = await context.newPage();
page.setDefaultTimeout(120_000);
page.on('filechooser', chooser => chooser.setFiles(songs[0])); // from the start: one that is waited for at the click may come too soon

const text = id => page.locator(`#${id}`).textContent();
const isReady = () => page.waitForFunction(() => document.body.dataset.model === 'ready');
const isDone = () => page.waitForFunction(() => document.body.dataset.state === 'done');
async function answer() {
  await isDone();
  return {
    error: await text('error'),
    verdict: await text('verdict'),
    facts: await text('facts'),
    probabilities: Object.fromEntries(await page.locator('#genres li').evaluateAll(items =>
      items.map(item => [item.querySelector('.name').textContent, Number(item.querySelector('data').value)]))),
    decided: await page.locator('#genres .decided .name').allTextContents(),
    chartRows: await page.locator('#chart path[d]').count(),
    table: await page.locator('#table tr').evaluateAll(rows => rows.map(row => [...row.cells].map(cell => cell.textContent))),
    timeNote: await text('time-note'),
    similar: await page.locator('#songs li').allInnerTexts(),
  };
}
const busy = () => page.evaluate(() => { document.body.dataset.state = 'busy'; }); // so that isDone waits for what follows
async function choose(files) {
  await busy();
  await page.locator('#file').setInputFiles(files);
}
async function drop(name, bytes) {
  await busy();
  await page.evaluate(([name, bytes]) => {
    const data = new DataTransfer();
    if (bytes) data.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name));
    dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true }));
  }, [name, bytes?.toString('base64')]);
}
/** A WAV of 8-bit silence, in which seconds are cheap. */
function silence(seconds, rate = 3000) {
  const wav = Buffer.alloc(44 + seconds * rate, 128);
  wav.write('RIFF    WAVEfmt ');
  for (const [at, value] of [[4, wav.length - 8], [16, 16], [24, rate], [28, rate], [40, seconds * rate]]) wav.writeUInt32LE(value, at);
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]]) wav.writeUInt16LE(value, at);
  wav.write('data', 36);
  return wav;
}
async function refused(name, buffer) {
  await choose({ name, mimeType: 'audio/wav', buffer });
  const { error } = await answer();
  return [error, await page.locator('#result').isVisible()];
}
const picture = name => page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });

try {
  const seen = { songs: {} };
  const started = performance.now();
  await page.goto(`${origin}/`);
  await isReady();
  seen.firstLoadMilliseconds = performance.now() - started;
  seen.model = await text('model');
  await page.waitForFunction(() => document.getElementById('offline').textContent !== '');

  // The keyboard alone, and who hears instead of seeing.
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.activeElement.id === 'choose');
  await busy();
  await page.keyboard.press('Enter');
  seen.songs[nameOf(songs[0])] = await answer();
  seen.tree = await page.locator('body').ariaSnapshot();
  await page.locator('summary').focus();
  await page.keyboard.press('Enter');
  seen.tableIsOpen = await page.locator('#table table').isVisible();
  await page.keyboard.press('Enter');
  await page.locator('h1').click();
  await picture('light');

  for (const song of songs.slice(1)) {
    await choose(song);
    seen.songs[nameOf(song)] = await answer();
  }
  await drop('dropped.wav', fs.readFileSync(songs[0]));
  seen.dropped = await answer();
  await choose(songs[1]);
  await choose(songs[0]); // meanwhile
  seen.replaced = await answer();
  await drop('', null);
  await page.waitForFunction(() => document.getElementById('error').textContent !== '');
  seen.link = await text('error');

  await page.locator('#record').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('elapsed').textContent >= '0:04');
  seen.recording = await page.locator('#record').innerText();
  await busy();
  await page.keyboard.press('Enter');
  seen.recorded = await answer();

  seen.refused = {
    text: await refused('notes.txt', Buffer.from('no music')),
    empty: await refused('empty.wav', Buffer.alloc(0)),
    short: await refused('short.wav', silence(0.2)),
    silent: await refused('silent.wav', silence(5)),
    long: await refused('long.wav', silence(16 * 60)),
  };

  // A phone, light and dark; then without a network.
  seen.widths = {};
  await page.setViewportSize({ width: 360, height: 740 });
  await choose(songs[0]);
  await answer();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    seen.widths[colorScheme] = await page.evaluate(() => document.documentElement.scrollWidth);
    await picture(`phone-${colorScheme}`);
  }
  await page.setViewportSize({ width: 800, height: 900 });
  await picture('dark');

  // Another version: the visitor has the old one whole until all its pages are closed, then the new one whole.
  site = nextSite;
  await page.reload();
  await isReady();
  seen.stillOld = await text('name');
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting);
  do {
    await page.goto('about:blank');
    await sleep(200);
    await page.goto(`${origin}/`);
    await isReady();
    seen.new = await text('name');
  } while (seen.new === seen.stillOld);

  server.closeAllConnections();
  server.close();
  await context.setOffline(true);
  await page.reload();
  await isReady();
  await choose(songs[0]);
  seen.offline = await answer();
  console.log(JSON.stringify({ ...seen, origins: [...origins], complaints }));
} finally {
  await browser.close();
  server.close();
}
