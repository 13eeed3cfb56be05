// Drives code-server for try-code-server.sh: ADDRESS CLONE WORK PICTURES
import assert from 'node:assert';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [address, clone, work, pictures] = process.argv.slice(2);
const { chromium } = createRequire(path.join(work, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1300, height: 1600 } });
page.setDefaultTimeout(120_000);
const picture = name => page.screenshot({ path: path.join(pictures, `${name}.png`) });

try {
  for (let tries = 0; ; tries++) {
    try {
      await page.goto(`${address}/?folder=${encodeURIComponent(clone)}`, { waitUntil: 'domcontentloaded' });
      break;
    } catch (error) {
      if (tries === 60) throw error;
      await sleep(1000); // the server is starting
    }
  }
  await page.waitForSelector('.explorer-folders-view .monaco-list-row');
  await sleep(3000);
  await page.keyboard.press('Control+P');
  await page.keyboard.type('00-tour.ipynb');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: '00-tour.ipynb' }).first().click();
  await page.waitForSelector('.notebook-editor .code-cell-row');
  await picture('1-opened');

  const label = page.locator('.kernel-label').first();
  if (!(await label.textContent()).includes('C# (Workbench)')) {
    await label.click();
    const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'C# (Workbench)' }).first();
    await choice.click();
  }
  await page.locator('.kernel-label', { hasText: 'C# (Workbench)' }).first().waitFor();
  await page.getByRole('button', { name: 'Run All', exact: true }).first().click();
  await sleep(5000);
  await picture('2-running');
  const failures = () => page.locator('.codicon-notebook-state-error').count();
  const running = page.getByRole('button', { name: 'Interrupt', exact: true }).first();
  for (const end = Date.now() + 600_000; await running.isVisible(); await sleep(1000))
    assert(Date.now() < end, 'the tour runs for more than ten minutes');
  await sleep(2000);

  // Only what is in sight is in the page: look at it screen by screen.
  await page.locator('.notebook-editor .cell-list-container').first().click({ position: { x: 5, y: 400 } });
  await page.keyboard.press('Control+Home');
  const figures = new Set();
  for (let screen = 3; screen <= 12; screen++) {
    await picture(`${screen}-tour`);
    assert.strictEqual(await failures(), 0, 'a cell has failed');
    for (const frame of page.frames()) {
      const titles = frame.$$eval('svg[aria-label]', drawn => drawn.map(svg => svg.getAttribute('aria-label'))).catch(() => []);
      for (const title of await titles) figures.add(title);
    }
    await page.mouse.move(650, 900);
    for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, 1200); // VS Code moves a little at each
    await sleep(2000);
  }
  console.log(`Figures drawn: ${[...figures].join('; ')}`);
  assert(figures.size > 0, 'no figure was drawn');
} catch (error) {
  await picture('failed');
  throw error;
} finally {
  await browser.close();
}
