// Opens a notebook in the classic Jupyter notebook in Chromium, runs all its cells, and prints as JSON what a reader sees; a picture of the
// page and of each kind of output goes into a folder.
// classic_notebook.mjs BROWSER URL FOLDER (NODE_PATH finds playwright-core and plotly.js)
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const plotly = fs.readFileSync(require.resolve('plotly.js-dist-min'), 'utf8');
const [executablePath, url, folder] = process.argv.slice(2);
const minutes = 60_000;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
  const errors = [];
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.waitForFunction(() => globalThis.Jupyter?.notebook?.kernel?.is_connected(), null, { timeout: 2 * minutes });

  // The classic notebook draws SVG; for Plotly it needs a renderer, as plugins of other front ends bring it. Its require.js would take
  // the library for itself: in the function's scope there is no define, module or exports.
  await page.addScriptTag({ content: `(function (define, module, exports) {${plotly}\n}).call(window);` });
  await page.evaluate(() => Jupyter.OutputArea.prototype.register_mime_type('application/vnd.plotly.v1+json',
    function (figure, metadata, element) {
      const output = this.create_output_subarea(metadata, 'output_plotly', 'application/vnd.plotly.v1+json');
      element.append(output);
      Plotly.newPlot(output[0], figure.data, figure.layout);
      return output;
    }, { safe: true, index: 0 }));

  await page.evaluate(() => Jupyter.notebook.clear_all_output());
  await page.evaluate(() => Jupyter.notebook.execute_all_cells());
  // A failed cell ends the run: those after it keep no number. Outputs have a channel of their own and may come after the reply
  // that brings the number.
  await page.waitForFunction(() => document.querySelector('.output_error')
    || Jupyter.notebook.get_cells().every(cell => cell.cell_type !== 'code' || Number.isInteger(cell.input_prompt_number)
      && Jupyter.notebook.kernel.get_callbacks_for_msg(cell.last_msg_id)?.iopub_done), null, { timeout: 10 * minutes });
  await page.waitForFunction(() => [...document.querySelectorAll('audio')].every(player => player.readyState > 0), null,
    { timeout: 1 * minutes });

  const seen = await page.evaluate(() => ({
    kernel: document.querySelector('.kernel_indicator_name').textContent,
    failed: [...document.querySelectorAll('.output_error')].map(output => output.textContent),
    figures: [...document.querySelectorAll('.output_plotly')].map(figure => ({
      title: figure.querySelector('.gtitle')?.textContent ?? null,
      curves: [...figure.querySelectorAll('.scatterlayer .js-line')].filter(line => line.getTotalLength() > 100).length,
      bars: figure.querySelectorAll('.bars .point').length,
      heatmaps: figure.querySelectorAll('.heatmaplayer image').length,
    })),
    players: [...document.querySelectorAll('audio')].map(player => player.duration),
    tables: document.querySelectorAll('.output table').length,
  }));

  const picture = (locator, name) => locator.screenshot({ path: path.join(folder, name) });
  const figures = page.locator('.output_plotly');
  for (let i = 0; i < await figures.count(); i++) await picture(figures.nth(i), `figure-${i + 1}.png`);
  if (seen.players.length > 0) await picture(page.locator('.output_area', { has: page.locator('audio') }).first(), 'player.png');
  const height = await page.evaluate(() => document.querySelector('#notebook-container').scrollHeight);
  await page.setViewportSize({ width: 1200, height: 200 + height });
  await picture(page.locator('#notebook-container'), 'notebook.png');
  console.log(JSON.stringify({ ...seen, errors }));
} finally {
  await browser.close();
}
