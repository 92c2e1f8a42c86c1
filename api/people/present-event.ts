import type { listFieldEvents } from '@xincheng/db/events';
import type { Sealer } from '@xincheng/db/sealing';
import type { FieldEvent } from '../contract/people.ts';
import { maskIdCard, maskMobile } from '../records/masking.ts';
import { isSealedField } from '../records/person-record.ts';
import { openEventValue } from '../records/provenance.ts';

type Item = Awaited<ReturnType<typeof listFieldEvents>>['items'][number];

/** An event for the eyes of staff; values of identifiers are masked, of other sealed fields hidden. */
export function presentEvent(
  { event, fileName }: Item,
  names: ReadonlyMap<string, string>,
  sealer: Sealer,
): FieldEvent {
  const show = (kept: unknown) =>
    presentValue(
      event.field,
      openEventValue(event.entityId, event.field, kept, { sealer, isSealed: isSealedField }),
    );
  const { sheet, row } = event.sourceRef ?? {};
  const place = [fileName, sheet, row === undefined ? null : `第 ${String(row)} 行`];
  return {
    id: String(event.id),
    field: event.field,
    before: show(event.before),
    after: show(event.after),
    source: event.source,
    sourceText: place.filter((part) => part !== null && part !== undefined).join(' · '),
    by: (event.actorAccount === null ? undefined : names.get(event.actorAccount)) ?? '',
    occurredAt: event.occurredAt.toISOString(),
    recordedAt: event.recordedAt.toISOString(),
  };
}

/** A field's value as text for lists; null for nothing. */
export function presentValue(field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (field === 'idCardNo') return maskIdCard(text);
  if (field === 'mobile') return maskMobile(text);
  return isSealedField(field) ? '••••••' : text;
}
