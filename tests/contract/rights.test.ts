import type { GraphQLField } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { includes, ROLES, type Role } from '../../src/auth/roles.js';
import { sql } from '../../src/database/sql.js';
import { createToken, revokeToken } from '../../src/domain/token/token.service.js';
import { appSchema } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { leastField } from '../support/least-arguments.js';
import { serveDatabase } from '../support/serving.js';

type Field = GraphQLField<unknown, unknown>;
const schema = await appSchema();
const mutations: readonly Field[] = Object.values(schema.getMutationType()?.getFields() ?? {});
const queries: readonly Field[] = Object.values(schema.getQueryType()?.getFields() ?? {});

/** Whoever may say what a source says may do these; everything else that writes decides about what others have said. */
const neededBy = (mutation: string): Role => (/^(create|update|record)[A-Z]/.test(mutation) ? 'contributor' : 'editor');

/** Queries that are not for everybody, by the role that they need. */
const GUARDED: ReadonlyMap<string, Role> = new Map([['proposals', 'contributor']]);

const INVALID = ['wrong', 'misspelt', 'expired', 'revoked'] as const;
const tokens = new Map<Role | (typeof INVALID)[number], string>();
let test: TestDatabase;
let open: { readonly origin: string; close(): Promise<void> };
let closed: typeof open;

beforeAll(async () => {
  test = await openTestDatabase();
  const { database } = test;
  const make = (name: string, role: Role) => createToken(database, { name, role, expiresAt: null });
  for (const role of ROLES) tokens.set(role, await make(`the ${role}`, role));
  const right = tokens.get('admin') as string;
  tokens.set('wrong', `${right.slice(0, -4)}${right.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`);
  tokens.set('misspelt', 'accord');
  tokens.set('expired', await make('gone by', 'admin'));
  tokens.set('revoked', await make('taken', 'admin'));
  await revokeToken(database, 'taken');
  await database.write((tx) =>
    tx.run(sql`UPDATE token SET expires_at = ${'2020-01-01T00:00:00.000Z'} WHERE name = ${'gone by'}`),
  );
  open = await serveDatabase(database);
  closed = await serveDatabase(database, { publicRead: false });
});

afterAll(async () => {
  await open.close();
  await closed.close();
  await test.dispose();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

async function post({ origin }: { readonly origin: string }, query: string, token?: string): Promise<Answer> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { status: response.status, text, errors: (JSON.parse(text) as Partial<Answer>).errors ?? [] };
}

const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions['code']);
const RIGHTS = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** The only error of an answer, where that has nothing but the error. */
function refusal({ text, errors }: Answer) {
  expect(errors).toHaveLength(1);
  const { data } = JSON.parse(text) as { data?: object | null };
  expect(Object.values(data ?? {}).filter((value) => value !== null)).toEqual([]);
  return errors[0];
}

describe.each(mutations.map((field) => [field.name, field] as const))('%s', (name, field) => {
  const document = `mutation { ${leastField(field)} }`;
  const needed = neededBy(name);

  it('says without a token which role it needs, and nothing else', async () => {
    expect(refusal(await post(open, document))).toMatchObject({
      message: `This needs a token of role ${needed} or more: send it as the header Authorization: Bearer ….`,
      extensions: { code: 'UNAUTHENTICATED', needed },
    });
  });

  it.each(INVALID)('is not run with a token that is %s, and does not say why', async (which) => {
    const answer = await post(open, document, tokens.get(which));
    expect(answer.status).toBe(401);
    expect(refusal(answer)).toEqual({
      message:
        'The token is not valid: send it as the header Authorization: Bearer …, or send none to read what is public.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it.each(ROLES)('knows whether a token of role %s is enough', async (role) => {
    const answer = await post(open, document, tokens.get(role));
    if (includes(role, needed)) {
      // Whatever is wrong with the input, it has been looked at.
      expect(codesOf(answer)).toHaveLength(1);
      expect(RIGHTS).not.toContain(codesOf(answer)[0]);
      expect(codesOf(answer)[0]).not.toBe('INTERNAL_SERVER_ERROR');
    } else
      expect(refusal(answer)).toMatchObject({
        message: `This needs a token of role ${needed} or more; yours is that of a ${role}.`,
        extensions: { code: 'FORBIDDEN', role, needed },
      });
  });
});

describe('fields that not everybody may see', () => {
  it('are none but the mutations and those of GUARDED: whoever adds one adds its test here', () => {
    const guarded = getMetadataStorage().authorizedFields.map(({ fieldName }) => fieldName);
    const methods = getMetadataStorage().mutations.map(({ methodName }) => methodName);
    expect(guarded.length).toBeGreaterThan(0);
    expect(guarded.filter((name) => !methods.includes(name))).toEqual([...GUARDED.keys()]);
  });

  it.each([...GUARDED])('%s says which role it needs, and is answered for that and more', async (name, needed) => {
    const field = queries.find((each) => each.name === name) as Field;
    const document = `{ ${leastField(field)} }`;
    expect(refusal(await post(open, document))?.extensions).toEqual({ code: 'UNAUTHENTICATED', needed });
    for (const which of INVALID) expect(await post(open, document, tokens.get(which))).toMatchObject({ status: 401 });
    for (const role of ROLES) {
      const answer = await post(open, document, tokens.get(role));
      if (includes(role, needed)) expect(codesOf(answer)).toEqual([]);
      else expect(refusal(answer)?.extensions).toEqual({ code: 'FORBIDDEN', role, needed });
    }
  });

  it('each mutation has a rule of its own', () => {
    const { mutations: declared, authorizedFields } = getMetadataStorage();
    const ruled = (target: unknown, method: string) =>
      authorizedFields.some(({ target: on, fieldName }) => on === target && fieldName === method);
    expect(
      declared.filter(({ target, methodName }) => !ruled(target, methodName)).map((each) => each.schemaName),
    ).toEqual([]);
    expect(declared).toHaveLength(mutations.length);
  });
});

describe.each(queries.filter(({ name }) => !GUARDED.has(name)).map((field) => [field.name, field] as const))(
  '%s',
  (_, field) => {
    const document = `{ ${leastField(field)} }`;

    it('is for everybody, unless reading is closed', async () => {
      const anybody = await post(open, document);
      for (const code of codesOf(anybody)) expect(RIGHTS).not.toContain(code);
      const nobody = await post(closed, document);
      expect(nobody.status).toBe(401);
      expect(refusal(nobody)).toEqual({
        message: 'This needs a token of role reader or more: send it as the header Authorization: Bearer ….',
        extensions: { code: 'UNAUTHENTICATED', needed: 'reader' },
      });
      const reader = await post(closed, document, tokens.get('reader'));
      expect(codesOf(reader)).toEqual(codesOf(anybody));
      for (const which of INVALID)
        for (const server of [open, closed])
          expect(await post(server, document, tokens.get(which))).toMatchObject({ status: 401 });
    });
  },
);

it('closed reading closes the description of the schema as well', async () => {
  const nobody = await post(closed, '{ __schema { types { name } } }');
  expect(codesOf(nobody)).toEqual(['UNAUTHENTICATED']);
  expect(nobody.text).not.toContain('Agreement');
});
