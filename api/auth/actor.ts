import type { Scope } from '@xincheng/db/client';
import type { SessionContext } from '@xincheng/db/sessions';
import { AppError } from '../errors.ts';

/** Somebody signed in, acting from one of their posts. */
export interface Actor {
  sessionId: string;
  accountId: string;
  accountName: string;
  displayName: string;
  sessionVersion: number;
  mustChangePassword: boolean;
  appointmentId: string;
  role: SessionContext['role'];
  countyId: string;
  area: string | null;
  employerId: string | null;
  personId: string | null;
}

/** The session as an actor, or null when it, its account or its post is no longer in force. */
export function actorOf(session: SessionContext, at: { now: Date; today: string }): Actor | null {
  const inForce =
    !session.revoked &&
    session.openedAtVersion === session.sessionVersion &&
    !session.disabled &&
    !session.ended &&
    session.expiresAt > at.now &&
    session.validFrom <= at.today &&
    (session.validTo === null || session.validTo >= at.today);
  return inForce ? { ...session } : null;
}

/** The actor's scope for a transaction. */
export function scopeOf(actor: Actor): Scope {
  return {
    countyId: actor.countyId,
    accountId: actor.accountId,
    appointmentId: actor.appointmentId,
    role: actor.role,
    ...(actor.area === null ? {} : { area: actor.area }),
    ...(actor.personId === null ? {} : { personId: actor.personId }),
    ...(actor.employerId === null ? {} : { employerId: actor.employerId }),
  };
}

/** The area staff work on. Routes admit only area roles, so a missing one is refused, not assumed. */
export function areaOf(actor: Actor): string {
  if (actor.area === null) throw new AppError('forbidden');
  return actor.area;
}

export function personOf(actor: Actor): string {
  if (actor.personId === null) throw new AppError('forbidden');
  return actor.personId;
}

export function employerOf(actor: Actor): string {
  if (actor.employerId === null) throw new AppError('forbidden');
  return actor.employerId;
}
