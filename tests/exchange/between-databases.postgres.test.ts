import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import { contentOf } from '../support/content.js';
import { write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';
import { exported, load, opened } from './records.js';

const folder = mkdtempSync(path.join(tmpdir(), 'accord-between-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('carries everything from SQLite to PostgreSQL and back', async () => {
  const file = (name: string) => openDatabase({ url: `sqlite:${path.join(folder, name)}`, migrate: true });
  const source = await file('source.db');
  const target = await file('target.db');
  try {
    await write(source, richFacts(4));
    const text = await exported(source);
    const between = await opened();
    await load(between, text);
    expect(await exported(between)).toBe(text);
    await load(target, await exported(between));
    expect(await exported(target)).toBe(text);
    expect(await contentOf(target)).toEqual(await contentOf(source));
  } finally {
    await source.close();
    await target.close();
  }
}, 120_000);
