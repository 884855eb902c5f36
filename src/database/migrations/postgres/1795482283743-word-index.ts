import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key is looked for among the records of certain types, and walked in its order: the type comes first. */
const KEYS = [
  'DROP INDEX "IDX_32c0703ae511c7b9e8bda90282"',
  'DROP INDEX "IDX_a5e7b2ad8959e416d64f6e44a2"',
  'CREATE INDEX "IDX_89a9cf0db257d4c8655f113e63" ON "record_name" ("record_type", "key", "id")',
  'CREATE INDEX "IDX_f13dfec4fc752eb0d2234f06e4" ON "record_name" ("record_type", "latin_key", "id")',
];

// A lexeme has at most 2046 bytes and a tsvector a million; a letter has up to four.
const LEXEMES = `CREATE FUNCTION search_lexemes(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
  SELECT array_to_tsvector(coalesce(array_agg(left(w, 400)), '{}'))
  FROM unnest(string_to_array(left(words, 250000), ' ')) w WHERE w <> '' $$`;

const TABLES = [
  'CREATE TABLE search_text (id integer PRIMARY KEY, lexemes tsvector NOT NULL)',
  'CREATE TABLE search_name (id integer PRIMARY KEY, lexemes tsvector NOT NULL)',
  'CREATE TABLE search_word (word text COLLATE "C" PRIMARY KEY)',
];

/** What is indexed, derived from what the write path has folded: words bare, their Latin form ~, sounds =, type @, language #, the beginnings of keys ^. */
export const textsOf = (table: string) => `SELECT t.record_id AS id, search_lexemes('@' || lower(r.type) || t.words
    || CASE WHEN t.latin_words IS NULL THEN '' ELSE '~' || replace(trim(t.latin_words), ' ', ' ~') END) AS lexemes
  FROM ${table} t JOIN registry r ON r.id = t.record_id`;
export const namesOf = (table: string) => `SELECT n.id, search_lexemes('@' || lower(n.record_type)
    || ' #' || coalesce(lower(split_part(n.lang, '-', 1)), '0')
    || ' ^' || left(n.key, 8) || CASE WHEN n.latin_key IS NULL THEN '' ELSE ' ^~' || left(n.latin_key, 8) END || n.words
    || CASE WHEN n.latin_words IS NULL THEN '' ELSE '~' || replace(trim(n.latin_words), ' ', ' ~') || ' ' END
    || '=' || replace(trim(n.spelling), ' ', ' =')) AS lexemes
  FROM ${table} n`;
export const wordsOf = (table: string) => `SELECT DISTINCT left(w, 400)
  FROM ${table} t, unnest(string_to_array(t.words || coalesce(t.latin_words, ''), ' ')) w WHERE w <> ''`;

const ADD_TEXTS = 'INSERT INTO search_text (id, lexemes)';
const ADD_NAMES = 'INSERT INTO search_name (id, lexemes)';
const ADD_WORDS = `INSERT INTO search_word (word) ${wordsOf('fresh')} ON CONFLICT DO NOTHING;`;

export const FILL = [
  `${ADD_TEXTS} ${textsOf('record_text')}`,
  `${ADD_NAMES} ${namesOf('record_name')}`,
  `INSERT INTO search_word (word) ${wordsOf('record_text')}`,
];

const INDEXES = [
  'CREATE INDEX search_text_lexemes ON search_text USING gin (lexemes)',
  'CREATE INDEX search_name_lexemes ON search_name USING gin (lexemes)',
  // Not every server has the extension or lets us create it; near_words does without.
  `DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX search_word_trigrams ON search_word USING gin (word gin_trgm_ops) WHERE word !~ '[0-9]';
  EXCEPTION WHEN OTHERS THEN NULL; END $$`,
  `CREATE FUNCTION near_words(wanted text, most integer) RETURNS TABLE (word text) LANGUAGE plpgsql STABLE AS $$
  BEGIN
    IF to_regclass('search_word_trigrams') IS NOT NULL THEN
      RETURN QUERY EXECUTE 'SELECT w.word FROM search_word w WHERE w.word % $1 AND w.word !~ ''[0-9]''
        ORDER BY similarity(w.word, $1) DESC, w.word LIMIT $2' USING wanted, most;
    ELSE
      RETURN QUERY SELECT f.word FROM (SELECT w.word FROM search_word w
          WHERE w.word >= left(wanted, 2) AND w.word < left(wanted, 2) || chr(1114111) LIMIT 20000) f
        WHERE f.word !~ '[0-9]' AND abs(length(f.word) - length(wanted)) <= 2
        ORDER BY abs(length(f.word) - length(wanted)), f.word LIMIT most * 20;
    END IF;
  END $$`,
];

// The bodies name their tables late: a later migration may change these without taking the triggers away first.
const onChange = (what: 'text' | 'name', event: string, rows: string, body: string) => {
  const name = `search_${what}_${event.toLowerCase()}`;
  return [
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NULL; END $$`,
    `CREATE TRIGGER ${name} AFTER ${event} ON record_${what} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`,
  ];
};
const NEW = 'NEW TABLE AS fresh';
const OLD = 'OLD TABLE AS gone';

/** A word stays known when its last record goes: it only says what may be worth looking for. */
export const TRIGGERS = [
  ...onChange('text', 'INSERT', NEW, `${ADD_TEXTS} ${textsOf('fresh')}; ${ADD_WORDS}`),
  ...onChange(
    'text',
    'UPDATE',
    `${NEW} ${OLD}`,
    `DELETE FROM search_text WHERE id IN (SELECT record_id FROM gone); ${ADD_TEXTS} ${textsOf('fresh')}; ${ADD_WORDS}`,
  ),
  ...onChange('text', 'DELETE', OLD, 'DELETE FROM search_text WHERE id IN (SELECT record_id FROM gone);'),
  ...onChange('name', 'INSERT', NEW, `${ADD_NAMES} ${namesOf('fresh')};`),
  ...onChange(
    'name',
    'UPDATE',
    `${NEW} ${OLD}`,
    `DELETE FROM search_name WHERE id IN (SELECT id FROM gone); ${ADD_NAMES} ${namesOf('fresh')};`,
  ),
  ...onChange('name', 'DELETE', OLD, 'DELETE FROM search_name WHERE id IN (SELECT id FROM gone);'),
];

const DOWN = [
  ...['text', 'name'].flatMap((what) =>
    ['insert', 'update', 'delete'].flatMap((event) => [
      `DROP TRIGGER search_${what}_${event} ON record_${what}`,
      `DROP FUNCTION search_${what}_${event}()`,
    ]),
  ),
  'DROP FUNCTION near_words(text, integer)',
  'DROP TABLE search_word, search_name, search_text',
  'DROP FUNCTION search_lexemes(text)',
  'DROP INDEX "IDX_89a9cf0db257d4c8655f113e63"',
  'DROP INDEX "IDX_f13dfec4fc752eb0d2234f06e4"',
  'CREATE INDEX "IDX_32c0703ae511c7b9e8bda90282" ON "record_name" ("key", "record_type")',
  'CREATE INDEX "IDX_a5e7b2ad8959e416d64f6e44a2" ON "record_name" ("latin_key", "record_type")',
];

export class WordIndex1795482283743 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...KEYS, LEXEMES, ...TABLES, ...FILL, ...INDEXES, ...TRIGGERS])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
