import { readFileSync } from 'node:fs';

export interface CodeBlock {
  /** `README.md:12`, the line of its first fence. */
  readonly place: string;
  /** What stands behind the opening fence: a language, and perhaps more words. */
  readonly info: string;
  readonly text: string;
}

const OPEN = /^( *)(`{3,}|~{3,})\s*(.*?)\s*$/;

/** The fenced code blocks of a Markdown text, in their order; `file` names it in their places. */
export function codeBlocksIn(markdown: string, file: string): readonly CodeBlock[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: CodeBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, indent = '', fence = '', info = ''] = OPEN.exec(lines[at] ?? '') ?? [];
    if (fence === '') continue;
    const isEnd = (line: string) => line.trim().startsWith(fence) && line.trim().replaceAll(fence.charAt(0), '') === '';
    const start = at + 1;
    const length = lines.slice(start).findIndex(isEnd);
    if (length < 0) throw new Error(`${file}:${start}: the code block has no end`);
    const unindented = lines
      .slice(start, start + length)
      .map((line) => line.replace(new RegExp(`^ {0,${indent.length}}`), ''));
    blocks.push({ place: `${file}:${start}`, info, text: `${unindented.join('\n')}\n` });
    at = start + length;
  }
  return blocks;
}

export const codeBlocksOf = (file: string): readonly CodeBlock[] => codeBlocksIn(readFileSync(file, 'utf8'), file);

export interface Operation {
  readonly place: string;
  readonly query: string;
  readonly variables: unknown;
}

const VARIABLES = /^# Variables: (.+)$/m;

/** The operations that a page shows: its `graphql` blocks, with the JSON of a line `# Variables: {…}` where they need it. */
export const operationsOf = (blocks: readonly CodeBlock[]): readonly Operation[] =>
  blocks
    .filter(({ info }) => /^graphql\b/.test(info))
    .map(({ place, text }) => ({ place, query: text, variables: JSON.parse(VARIABLES.exec(text)?.[1] ?? '{}') }));

export interface Program {
  readonly place: string;
  /** The file that its first line names (`// ask.js`), under which other programs of the page import it. */
  readonly name: string;
  readonly text: string;
  /** What it has to print, where the page shows it. */
  readonly output: string | undefined;
}

const NAME = /^\/\/ ([\w-]+\.js)$/m;

/** The programs that a page shows: its `js` blocks, each with the `text` block after it. */
export const programsOf = (blocks: readonly CodeBlock[]): readonly Program[] =>
  blocks.flatMap(({ place, info, text }, index) => {
    if (info !== 'js') return [];
    const next = blocks[index + 1];
    const name = NAME.exec(text)?.[1] ?? `block-${index}.js`;
    return [{ place, name, text, output: next?.info === 'text' ? next.text : undefined }];
  });
