import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AccordProcess, startAccord } from './accord-process.js';
import { chromiumPath, launchBrowser, PATIENCE, ready, type Screen, type Visit, visit } from './browser.js';

if (chromiumPath === undefined) {
  console.warn('tests/page: skipped, there is no Chromium. Install one, or say where it is with CHROMIUM_PATH.');
}

describe.skipIf(chromiumPath === undefined)('the page', { timeout: 4 * PATIENCE }, () => {
  let accord: AccordProcess;
  let browser: Browser;
  let current: Visit | undefined;

  beforeAll(async () => {
    accord = await startAccord();
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await accord?.stop();
  });

  afterEach(async () => {
    const complaints = current?.complaints ?? [];
    await current?.close();
    current = undefined;
    expect(complaints).toEqual([]);
  });

  async function open(screen?: Screen): Promise<Page> {
    current = await visit(browser, accord.url, screen);
    return current.page;
  }

  it('answers the petroleum question that it opens with', async () => {
    const page = await open();
    expect(await page.title()).toBe('Accord');
    await run(page);
    await eventually(() => answer(page)).toContain('"mali-russia-petroleum-supply"');
    expect(await answer(page)).toContain('"min": 160000');
  });

  it('still knows the variables of the first tab when somebody comes back', async () => {
    const page = await open();
    await stored(page, 'tabState');
    await reload(page);
    await run(page);
    await eventually(() => answer(page)).toContain('"min": 160000');
  });

  it('answers another tab', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'WhoWasInTheDelegation' }).click();
    await run(page);
    await eventually(() => answer(page)).toContain('"Alousséni Sanou"');
    expect(await answer(page)).toContain('"Minister of Mines"');
  });

  it('keeps the own tabs of somebody who comes back', async () => {
    const page = await open();
    await write(page, 'query MyOwn { agreements { totalCount } }');
    await stored(page, 'tabState', 'MyOwn');
    await reload(page);
    await run(page);
    await eventually(() => answer(page)).toContain('"totalCount": 3');
  });

  it('shows its own questions where another GraphiQL has left tabs on the same address', async () => {
    const page = await open();
    await page.evaluate(`localStorage.setItem('graphiql:query', '{ someThingElse }')`);
    await reload(page);
    await run(page);
    await eventually(() => answer(page)).toContain('"min": 160000');
  });

  it('answers where the browser lets pages keep nothing', async () => {
    const page = await open();
    await page.addInitScript(
      `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })`,
    );
    await reload(page);
    await run(page);
    await eventually(() => answer(page)).toContain('"min": 160000');
  });

  it('opens a tab for an example question that has none', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'WhoMetWhom' }).hover();
    await page.locator('.graphiql-tab', { hasText: 'WhoMetWhom' }).getByRole('button', { name: 'Close Tab' }).click();
    await eventually(() => page.getByRole('tab', { name: 'WhoMetWhom' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Example questions', exact: true }).click();
    await page.getByRole('button', { name: 'Whom did Assimi Goïta meet' }).click();
    await page.getByRole('tab', { name: 'WhoMetWhom' }).waitFor();
    await run(page);
    await eventually(() => answer(page)).toContain('"alexey-koylikov"');
  });

  it('explains the types', async () => {
    const page = await open();
    const description = await describedType(accord.url, 'Agreement');
    expect(description).not.toBe('');
    await page.getByRole('button', { name: 'Documentation', exact: true }).click();
    await page.locator('.graphiql-doc-explorer-type-name', { hasText: /^Agreement$/ }).click();
    await eventually(() => page.locator('.graphiql-plugin').innerText()).toContain(description);
  });

  it('remembers what was asked', async () => {
    const page = await open();
    await run(page);
    await eventually(() => answer(page)).toContain('"data"');
    await page.getByRole('button', { name: 'Show History' }).click();
    await eventually(() => page.locator('.graphiql-history').innerText()).toContain('WhichAgreementsInvolve');
  });

  it('builds a question by clicks', async () => {
    const page = await open();
    await write(page, 'query MyOwn { agreements { totalCount } }');
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
    const agreements = page.locator('.graphiql-explorer-root .graphiql-explorer-agreements');
    await agreements.getByText('pageInfo').click();
    await agreements.getByText('hasNextPage').click();
    await eventually(() => question(page)).toMatch(/pageInfo \{\s+hasNextPage\s+\}/);
  });

  it('shows the answer below the question on a narrow screen', async () => {
    const page = await open({ width: 400, height: 800 });
    await run(page);
    await eventually(() => answer(page)).toContain('"agreements"');
    const [editor, result] = [await box(page, '.graphiql-query-editor'), await box(page, '.result-window')];
    for (const { width } of [editor, result]) expect(width).toBeGreaterThan(250);
    expect(result.y).toBeGreaterThanOrEqual(editor.y + editor.height);
    expect(result.height).toBeGreaterThan(200);
    expect(result.x + result.width).toBeLessThanOrEqual(400);
  });

  it('lays the example questions over everything on a narrow screen, until one is chosen', async () => {
    const page = await open({ width: 400, height: 800 });
    const atEditor = () => page.evaluate(`document.elementFromPoint(200, 400)?.closest('.graphiql-plugin') !== null`);
    expect(await atEditor()).toBe(false);
    await page.getByRole('button', { name: 'Example questions', exact: true }).click();
    await eventually(atEditor).toBe(true);
    expect((await box(page, '.graphiql-plugin')).width).toBeGreaterThan(300);
    await page.getByRole('button', { name: 'Whom did Assimi Goïta meet' }).click();
    await eventually(atEditor).toBe(false);
    await run(page);
    await eventually(() => answer(page)).toContain('"person"');
  });

  it.each(['light', 'dark'] as const)('is readable in a %s browser', async (colorScheme) => {
    const page = await open({ colorScheme });
    for (const part of ['.page-header p', '.page-header button', '.graphiql-tab']) {
      expect(await contrast(page, part), part).toBeGreaterThanOrEqual(4.5);
    }
  });
});

/** Asks again until the answer fits or the patience is at its end. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: PATIENCE });

/** Writes an operation with the name MyOwn into a tab of its own. */
async function write(page: Page, operation: string): Promise<void> {
  await page.getByRole('button', { name: 'New tab' }).click();
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.insertText(operation);
  await page.getByRole('tab', { name: 'MyOwn' }).waitFor();
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await ready(page);
}

/** Where an element stands, in CSS pixels. */
async function box(page: Page, selector: string) {
  const found = await page.locator(selector).first().boundingBox();
  if (!found) throw new Error(`${selector} is not drawn`);
  return found;
}

async function run(page: Page): Promise<void> {
  await page.locator('button.graphiql-execute-button').click();
}

/** The lines that an editor shows; it writes spaces as no-break spaces and does not keep the lines in order. */
async function lines(page: Page, editor: string): Promise<string> {
  const drawn = await page
    .locator(`${editor} .view-line`)
    .evaluateAll((all) => all.map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' })));
  return drawn
    .sort((a, b) => a.top - b.top)
    .map(({ text }) => text.replaceAll('\u00a0', ' '))
    .join('\n');
}

const answer = (page: Page) => lines(page, '.result-window');
const question = (page: Page) => lines(page, '.graphiql-query-editor');

/** Waits until the page has kept something for the next visit: it does so half a second after the last change. */
async function stored(page: Page, key: string, part = ''): Promise<void> {
  await eventually(() => page.evaluate(`localStorage.getItem('accord:graphiql:${key}')`)).toEqual(
    expect.stringContaining(part),
  );
}

async function describedType(url: string, name: string): Promise<string> {
  const response = await fetch(new URL('graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'query ($name: String!) { __type(name: $name) { description } }',
      variables: { name },
    }),
  });
  const { data } = (await response.json()) as { data: { __type: { description: string } } };
  return data.__type.description;
}

/** Contrast of a text with what is behind it, by WCAG 2: 1 to 21, small text wants 4.5. */
function contrast(page: Page, selector: string): Promise<number> {
  return page.evaluate(`(${CONTRAST})(document.querySelector('${selector}'))`);
}

// A text, because it runs in the browser, whose names this project's compiler does not know.
const CONTRAST = `(element) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const behind = [];
  for (let e = element; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
  const luminance = (colours) => {
    for (const colour of ['#fff', ...colours]) Object.assign(canvas, { fillStyle: colour }).fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(behind), luminance([...behind, getComputedStyle(element).color])].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}`;
