// Visits the page of `workbench ui` in Chromium as a user does, and prints as JSON what there is to see; pictures go into a folder.
// ui_page.mjs BROWSER ADDRESS PICTURES (NODE_PATH finds playwright-core)
import { createRequire } from 'node:module';
import path from 'node:path';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const [executablePath, address, pictures] = process.argv.slice(2);
const origin = new URL(address).origin, hostile = '<img src=x onerror=alert(1)>';

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
const origins = new Set(), complaints = [];
context.on('request', request => origins.add(new URL(request.url()).origin === origin ? 'own' : request.url()));
context.on('weberror', error => complaints.push(error.error().message));
context.on('dialog', dialog => { complaints.push(dialog.message()); dialog.dismiss(); });
context.on('console', message => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`));
const page = await context.newPage();
page.setDefaultTimeout(120_000);

const isDone = page => page.waitForFunction(() => document.getElementById('main').dataset.state === 'done');
const heading = () => page.locator('h1').innerText();
const names = (of = page) => of.locator('.runs tbody th a').allInnerTexts();
async function go(route) {
  await page.evaluate(route => { document.getElementById('main').dataset.state = ''; location.hash = route; }, route);
  await isDone(page);
}
/** Pictures of a view on desk and phone, light and dark; what is wider than the phone is told. */
async function look(name) {
  for (const [size, width] of [['desk', 1280], ['phone', 360]])
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      seen.widths[`${name} ${size} ${colorScheme}`] = await page.evaluate(() => document.documentElement.scrollWidth) - width;
      await page.screenshot({ path: path.join(pictures, `${name}-${size}-${colorScheme}.png`) });
    }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

const seen = { widths: {} };
try {
  await page.goto(address);
  await isDone(page);
  seen.address = page.url();
  seen.cookiesOfScripts = await page.evaluate(() => document.cookie);
  seen.runs = await names();
  await look('runs');

  // The keyboard alone: to the content, then along it.
  await page.keyboard.press('Tab');
  seen.firstStop = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press('Enter');
  seen.afterSkip = await page.evaluate(() => document.activeElement.id);
  seen.tree = await page.locator('body').ariaSnapshot();
  await page.keyboard.press('Tab');
  await page.keyboard.type('no such run');
  seen.none = await page.locator('.found').innerText();

  // Filtered, sorted, compared.
  await page.getByLabel('Search').fill('');
  await page.getByRole('button', { name: 'Validation' }).click();
  seen.best = await names();
  await page.getByRole('button', { name: 'Validation' }).click();
  seen.worst = await names();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: 'Compare 2 runs' }).click();
  await page.waitForFunction(() => location.hash.startsWith('#/compare/'));
  await isDone(page);
  seen.compared = [await heading(), await page.locator('.report svg.workbench-figure').count() > 0,
    await page.locator('.report table').first().locator('tbody tr').count()];
  await look('comparison');

  // A run is given a hostile name here, and another tab that is open sees it by itself.
  await go('#/');
  const id = seen.runs.at(-1);
  const tab = await context.newPage();
  await tab.goto(`${origin}/`);
  await isDone(tab);
  await go(`#/run/${id}`);
  seen.report = [await heading(), await page.locator('.report h2').allInnerTexts()];
  await page.getByText('Name, tags, note').click();
  await page.getByLabel('Name', { exact: true }).fill(hostile);
  await page.getByLabel('Tags').fill('wide  baseline');
  await page.getByLabel('Note').fill('<script>alert(2)</script>');
  await look('run');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  seen.renamed = await heading();
  await tab.waitForFunction(name => document.body.innerText.includes(name), hostile);
  seen.inTheOtherTab = [await names(tab), await tab.locator('.tag').allInnerTexts()];
  const table = page.locator('.report table').last(); // of the settings
  const column = async () => (await table.locator('tbody tr:not([hidden]) td:first-child').allInnerTexts()).slice(0, 3);
  seen.unsorted = await column();
  await table.locator('th').first().click();
  seen.sorted = await column();

  // Songs are played, and others like one.
  await go(`#/run/${id}/songs`);
  seen.songs = await page.locator('.found').innerText();
  await page.getByLabel('Search').fill('high/02');
  await page.waitForFunction(() => document.querySelectorAll('.songs > li').length === 1);
  await page.getByRole('button', { name: 'Songs like it' }).click();
  await page.locator('.near li').first().waitFor();
  seen.similar = await page.locator('.near li').evaluateAll(items => items.map(item =>
    [item.querySelector('strong').textContent, item.querySelector('.reason').textContent]));
  await look('songs');
  seen.played = await page.locator('.songs > li audio').first().evaluate(async audio => {
    audio.muted = true;
    await audio.play();
    await new Promise(resolve => audio.addEventListener('timeupdate', () => audio.currentTime > 0.2 && resolve()));
    audio.currentTime = 1.2; // which asks for a range
    await new Promise(resolve => audio.addEventListener('seeked', resolve, { once: true }));
    const other = document.querySelector('.near audio');
    other.muted = true;
    await other.play();
    return { duration: audio.duration, isPaused: audio.paused, error: audio.error?.message ?? null };
  });

  // A listener says what is liked, by the keyboard too, and takes it back.
  const liked = page.locator('.songs > li > .sound').getByRole('button', { name: 'Like', exact: true });
  const isLiked = pressed => page.locator(`.songs > li > .sound button[data-rating=like][aria-pressed=${pressed}]`).waitFor();
  await page.getByLabel('Listener').fill('sara');
  await page.getByLabel('Listener').press('Tab');
  await liked.press('Enter');
  await isLiked(true);
  seen.rated = [await page.getByText('Profile of').innerText(), await liked.getAttribute('aria-pressed')];
  await look('rated');
  await page.reload();
  await isDone(page);
  await page.getByLabel('Listener').fill('sara');
  await page.getByLabel('Listener').press('Enter');
  seen.kept = await page.locator('button[aria-pressed=true]').first().evaluate(
    button => button.parentElement.getAttribute('aria-label') + ': ' + button.textContent);
  await page.locator('button[aria-pressed=true]').click();
  await page.waitForFunction(() => document.querySelectorAll('button[aria-pressed=true]').length === 0);
  seen.takenBack = await page.locator('.ratings').count();

  // A model that has not heard its songs hears them.
  await go(`#/run/${seen.runs[0]}/songs`);
  await page.getByRole('button', { name: 'Let it hear them' }).click();
  await page.locator('.songs > li').first().waitFor();
  seen.heard = await page.locator('.found').innerText();

  // Into the bin and back.
  await go(`#/run/${id}`);
  await page.getByText('Name, tags, note').click();
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await page.waitForFunction(() => location.hash === '#/');
  await isDone(page);
  seen.withoutIt = await names();
  await go('#/bin');
  await look('bin');
  await page.getByRole('button', { name: `Restore ${hostile}` }).click();
  await page.getByText('No run lies in the bin.').waitFor();
  await go('#/');
  seen.restored = await names();

  await go('#/now');
  await page.locator('.curves .workbench-figure').waitFor();
  seen.now = [await page.locator('#count').innerText(), await page.locator('.trainings .title').allInnerTexts()];
  await look('now');

  await go('#/');
  await page.evaluate(() => { location.hash = '#/run/none'; });
  await page.waitForFunction(() => document.getElementById('main').dataset.state === 'failed');
  seen.unknown = await page.locator('#problem').innerText();
  // What is not there the console tells of, too.
  seen.complaints = complaints.filter(text => !/\/api\/runs\/(none|[^/]+\/songs\?)/.test(text));
  await context.setOffline(true); // as when the server has ended
  await page.getByText('The server has ended').waitFor();
  seen.ended = await page.locator('#problem').innerText();
  console.log(JSON.stringify({ ...seen, origins: [...origins] }));
} finally {
  await browser.close();
}
