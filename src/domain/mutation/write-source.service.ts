import type { Context } from '../context.js';
import { type Withdrawn, withdrawSource } from '../withdraw/withdraw.service.js';
import { idOfRef } from './mistakes.js';
import type { DeleteInput } from './mutation.input.js';
import { askedOfRemoval, reasonOf } from './removal.js';
import { type Done, mutate } from './write-record.service.js';

/** Takes a source out with what only it supports. @throws ConflictError where it has changed since. */
export const deleteSource = (
  context: Context,
  input: DeleteInput,
): Promise<Required<Omit<Done, 'proposal'>> & { withdrawn: Withdrawn }> =>
  mutate(context, 'editor', 'deleteSource', input, async (tx, viewer) => {
    const asked = askedOfRemoval(input);
    const id = await idOfRef(tx, 'SOURCE', input.ref, asked);
    const reason = await reasonOf(tx, input, asked);
    const { version } = input;
    const { change, claims, withdrawn } = await withdrawSource(tx, { id, version, by: viewer.name, reason });
    return { id, claims, until: change, withdrawn };
  });
