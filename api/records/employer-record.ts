import type { EmployerRow } from '@xincheng/db/positions';
import type { Sealer } from '@xincheng/db/sealing';

/** Where an employer's phone stands sealed. */
export const phonePlace = (id: string) => ({ table: 'employers', row: id, column: 'phoneSealed' });

/** The columns to write for fields of the employer `id`; its phone is sealed. */
export function toColumns(
  id: string,
  { phone, ...plain }: Record<string, unknown>,
  sealer: Sealer,
): Partial<EmployerRow> {
  if (phone === undefined) return plain;
  const sealed = typeof phone === 'string' ? sealer.seal(phone, phonePlace(id)) : null;
  return { ...plain, phoneSealed: sealed };
}
