import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key is looked for among the records of certain types, and walked in its order: the type comes first. */
const KEYS = [
  'DROP INDEX "IDX_32c0703ae511c7b9e8bda90282"',
  'DROP INDEX "IDX_a5e7b2ad8959e416d64f6e44a2"',
  'CREATE INDEX "IDX_89a9cf0db257d4c8655f113e63" ON "record_name" ("record_type", "key", "id")',
  'CREATE INDEX "IDX_f13dfec4fc752eb0d2234f06e4" ON "record_name" ("record_type", "latin_key", "id")',
];

/** What is indexed, derived from what the write path has folded: words bare, their Latin form ~, sounds =, type @, language #, the beginnings of keys ^. */
const SOURCES = [
  `CREATE VIEW search_text_source AS
    SELECT t.record_id AS id,
      '@' || lower(r.type) || t.words || CASE WHEN t.latin_words IS NULL THEN '' ELSE '~' || replace(trim(t.latin_words), ' ', ' ~') END AS lexemes
    FROM record_text t JOIN registry r ON r.id = t.record_id`,
  `CREATE VIEW search_name_source AS
    SELECT n.id,
      '@' || lower(n.record_type) || ' #' || CASE WHEN n.lang IS NULL THEN '0' WHEN instr(n.lang, '-') > 0 THEN lower(substr(n.lang, 1, instr(n.lang, '-') - 1)) ELSE lower(n.lang) END
      || ' ^' || substr(n.key, 1, 8) || CASE WHEN n.latin_key IS NULL THEN '' ELSE ' ^~' || substr(n.latin_key, 1, 8) END || n.words || CASE WHEN n.latin_words IS NULL THEN '' ELSE '~' || replace(trim(n.latin_words), ' ', ' ~') || ' ' END
      || '=' || replace(trim(n.spelling), ' ', ' =') AS lexemes
    FROM record_name n`,
  `CREATE VIEW search_word_source AS
    SELECT t.record_id AS id, w.value AS word
    FROM record_text t, json_each('["' || replace(trim(t.words || coalesce(t.latin_words, '')), ' ', '","') || '"]') w
    WHERE w.value <> ''`,
];

/** The words arrive folded and between spaces; all but ASCII punctuation belongs to them. */
const LEXEMES = `lexemes, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize="ascii tokenchars '~=@#^'"`;
const TABLES = [
  `CREATE VIRTUAL TABLE search_text USING fts5(${LEXEMES})`,
  `CREATE VIRTUAL TABLE search_name USING fts5(${LEXEMES})`,
  'CREATE TABLE search_word (id integer PRIMARY KEY NOT NULL, word text NOT NULL UNIQUE)',
  `CREATE VIRTUAL TABLE search_trigram USING fts5(word, content='search_word', content_rowid='id', detail=none, tokenize='trigram')`,
];

const ADD_TEXT =
  'INSERT INTO search_text (rowid, lexemes) SELECT id, lexemes FROM search_text_source WHERE id = NEW.record_id;';
const ADD_WORDS =
  'INSERT OR IGNORE INTO search_word (word) SELECT word FROM search_word_source WHERE id = NEW.record_id;';
const ADD_NAME =
  'INSERT INTO search_name (rowid, lexemes) SELECT id, lexemes FROM search_name_source WHERE id = NEW.id;';
const FORGET_TEXT = 'DELETE FROM search_text WHERE rowid = OLD.record_id;';
const FORGET_NAME = 'DELETE FROM search_name WHERE rowid = OLD.id;';

/** A word stays known when its last record goes: it only says what may be worth looking for. */
export const TRIGGERS = [
  `CREATE TRIGGER search_text_insert AFTER INSERT ON record_text BEGIN ${ADD_TEXT} ${ADD_WORDS} END`,
  `CREATE TRIGGER search_text_update AFTER UPDATE ON record_text BEGIN ${FORGET_TEXT} ${ADD_TEXT} ${ADD_WORDS} END`,
  `CREATE TRIGGER search_text_delete AFTER DELETE ON record_text BEGIN ${FORGET_TEXT} END`,
  `CREATE TRIGGER search_name_insert AFTER INSERT ON record_name BEGIN ${ADD_NAME} END`,
  `CREATE TRIGGER search_name_update AFTER UPDATE ON record_name BEGIN ${FORGET_NAME} ${ADD_NAME} END`,
  `CREATE TRIGGER search_name_delete AFTER DELETE ON record_name BEGIN ${FORGET_NAME} END`,
  `CREATE TRIGGER search_word_insert AFTER INSERT ON search_word WHEN length(NEW.word) > 2 AND NEW.word NOT GLOB '*[0-9]*' BEGIN
    INSERT INTO search_trigram (rowid, word) VALUES (NEW.id, NEW.word); END`,
];

export const FILL = [
  'INSERT INTO search_text (rowid, lexemes) SELECT id, lexemes FROM search_text_source ORDER BY id',
  'INSERT INTO search_name (rowid, lexemes) SELECT id, lexemes FROM search_name_source ORDER BY id',
  'INSERT INTO search_word (word) SELECT DISTINCT word FROM search_word_source ORDER BY word',
];

const DOWN = [
  ...['insert', 'update', 'delete'].flatMap((event) => [
    `DROP TRIGGER search_text_${event}`,
    `DROP TRIGGER search_name_${event}`,
  ]),
  'DROP TABLE search_trigram',
  'DROP TABLE search_word',
  'DROP TABLE search_name',
  'DROP TABLE search_text',
  'DROP VIEW search_text_source',
  'DROP VIEW search_name_source',
  'DROP VIEW search_word_source',
  'DROP INDEX "IDX_89a9cf0db257d4c8655f113e63"',
  'DROP INDEX "IDX_f13dfec4fc752eb0d2234f06e4"',
  'CREATE INDEX "IDX_32c0703ae511c7b9e8bda90282" ON "record_name" ("key", "record_type")',
  'CREATE INDEX "IDX_a5e7b2ad8959e416d64f6e44a2" ON "record_name" ("latin_key", "record_type")',
];

export class WordIndex1795482283743 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...KEYS, ...SOURCES, ...TABLES, ...TRIGGERS, ...FILL]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
