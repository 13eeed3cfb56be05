// Reads the built documentation in Chromium, from its folder and from a server, and prints as JSON what there is to see.
// docs_site.mjs BROWSER SITE PICTURES (NODE_PATH finds playwright-core)
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const [executablePath, site, pictures] = process.argv.slice(2);
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const looked = ['index', 'tutorial/01-explore', 'how-to/index', 'gallery', 'reference/features', 'reference/specs',
  'reference/command-train', 'about/licences', 'api/Workbench.Notebook.Lab'];

const server = http.createServer(async (request, response) => {
  try {
    const file = await readFile(path.join(site, new URL(request.url, 'http://localhost').pathname));
    response.setHeader('Content-Type', types[path.extname(request.url)] ?? 'application/octet-stream').end(file);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

async function visit(base) {
  const seen = { complaints: [], elsewhere: [], widths: {} };
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  page.setDefaultTimeout(120_000);
  page.on('request', request => request.url().startsWith(base) || request.url().startsWith('data:')
    || seen.elsewhere.push(request.url()));
  page.on('console', message => message.type() === 'error' && seen.complaints.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', error => seen.complaints.push(error.message));

  // The search, by the keyboard alone, from a page that lies in a folder.
  await page.goto(`${base}api/Workbench.Notebook.Lab.html`);
  await page.keyboard.press('/');
  await page.keyboard.type('learning curve gallery');
  await page.locator('#found a').first().waitFor();
  seen.found = await page.locator('#found a b').allInnerTexts();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/gallery.html');
  await page.getByLabel('Search').fill('zyxwv');
  await page.locator('#found', { hasText: 'Nothing' }).waitFor();
  seen.notFound = await page.locator('#found').innerText();

  // Colours: as the reader's system has them, until another are chosen; the next page keeps them.
  const theme = () => page.evaluate(() => document.documentElement.dataset.bsTheme);
  seen.themes = [await theme()];
  await page.locator('#theme').click();
  await page.locator('#theme').click();
  seen.themes.push(await theme());
  await page.goto(`${base}index.html`);
  seen.themes.push(await theme());
  await page.locator('#theme').click();

  for (const [size, width] of [['desk', 1280], ['phone', 360]])
    for (const colorScheme of ['light', 'dark']) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const name of looked) {
        await page.goto(`${base}${name}.html`);
        seen.widths[`${name} ${size}`] = await page.evaluate(() => document.documentElement.scrollWidth) - width;
        await page.screenshot({ path: path.join(pictures, `${name.replaceAll('/', '-')}-${size}-${colorScheme}.png`) });
      }
    }
  await page.close();
  return seen;
}

try {
  console.log(JSON.stringify({
    folder: await visit(`${pathToFileURL(site)}/`),
    server: await visit(`http://127.0.0.1:${server.address().port}/`),
  }));
} finally {
  await browser.close();
  server.close();
}
