import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where a Chromium is: CHROMIUM_PATH, else where Debian puts it; undefined where there is none. */
export const chromiumPath: string | undefined = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium']
  .filter((file) => file !== undefined && file !== '')
  .find((file) => existsSync(file as string));

/** Milliseconds until something that should appear counts as missing; other tests may be busy on the same machine. */
export const PATIENCE = 15_000;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath as string,
    headless: true,
    // The last five keep the browser itself from asking the internet, so that every request is the page's own.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Visit {
  readonly page: Page;
  /** Everything that a visitor's browser had to object to: errors, refused resources, requests to anybody else. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface Screen {
  readonly colorScheme?: 'light' | 'dark';
  /** In CSS pixels. */
  readonly width?: number;
  readonly height?: number;
}

/** Opens the page as somebody who has never been there. */
export async function visit(browser: Browser, url: string, screen: Screen = {}): Promise<Visit> {
  // Tall enough for the editor to draw every line of an answer: it leaves out what would not be seen.
  const { colorScheme = 'light', width = 1280, height = 1600 } = screen;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const complaints: string[] = [];
  await context.exposeFunction('refused', (text: string) => complaints.push(`refused by the policy: ${text}`));
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (e) => refused(e.violatedDirective + ' ' + e.blockedURI))`,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const { origin } = new URL(url);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error in the page: ${error.message}`));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    const inPage = asked.protocol === 'data:' || asked.protocol === 'blob:';
    if (!inPage && asked.origin !== origin) complaints.push(`request to somebody else: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // What was still on its way when the page is left or loaded anew is no fault of the page.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`request failed, ${reason}: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.goto(url);
  await ready(page);
  return { page, complaints, close: () => context.close() };
}

/** Waits until the editors are there: before, the run button does nothing. */
export async function ready(page: Page): Promise<void> {
  for (const editor of ['.graphiql-query-editor', '.graphiql-editor-tool', '.result-window']) {
    await page.locator(`${editor} .view-lines`).first().waitFor({ state: 'attached' });
  }
}
