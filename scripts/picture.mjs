// Takes the README's picture: the petroleum question, answered by a server that runs with the seeded data.
//   npm start                                         (in another terminal)
//   node scripts/picture.mjs [http://127.0.0.1:4000/] [docs/images/playground.png]
import { statSync } from 'node:fs';
import process from 'node:process';
import { chromium } from 'playwright-core';

const [url = 'http://127.0.0.1:4000/', file = 'docs/images/playground.png'] = process.argv.slice(2);
const MAX_BYTES = 200 * 1024;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(url);
  for (const editor of ['.graphiql-query-editor', '.graphiql-editor-tool', '.result-window']) {
    await page.locator(`${editor} .view-lines`).first().waitFor({ state: 'attached' });
  }
  await page.locator('button.graphiql-execute-button').click();
  await page.locator('.result-window').getByText('"min": 160000').waitFor();
  await page.mouse.move(0, 0); // no hint of a button hangs over the picture
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000); // the colours of a language arrive after its text, and nothing tells when
  await page.screenshot({ path: file, caret: 'hide', animations: 'disabled' });
} finally {
  await browser.close();
}

const { size } = statSync(file);
console.log(`${file}: ${Math.ceil(size / 1024)} KB`);
if (size > MAX_BYTES) {
  console.error(`${file} is larger than ${MAX_BYTES / 1024} KB: too heavy for a README`);
  process.exitCode = 1;
}
