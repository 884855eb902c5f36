export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are as varied as questions
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Puts one operation to a server. @throws TypeError when the answer is lost on its way, or there is no server. */
export async function post(
  origin: string,
  document: string,
  variables: object = {},
  token?: string,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: document, variables }),
    ...(signal && { signal }),
  });
  return { ...((await response.json()) as Omit<Answer, 'status'>), status: response.status };
}

/** The data of an operation that must succeed. */
// biome-ignore lint/suspicious/noExplicitAny: answers are as varied as questions
export async function dataFrom(origin: string, document: string, variables: object = {}): Promise<Record<string, any>> {
  const { data, errors } = await post(origin, document, variables);
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

export const isUnavailable = ({ errors }: Answer) => errors?.[0]?.extensions['code'] === 'UNAVAILABLE';
