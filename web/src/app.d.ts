import type { Session } from '@xincheng/api/contract';
import type { Flash } from '#lib/server/flash.ts';
import type { Preferences } from '#lib/preferences.ts';

declare global {
  namespace App {
    interface Error {
      /** Code of the API's error, where the error came from there. */
      code?: string;
      /** What the person tells the bureau when something broke. */
      requestId?: string;
    }
    interface Locals {
      session: Session | null;
      preferences: Preferences;
      /** The API could not be asked who this is. */
      unavailable: boolean;
      /** Key of the form being handled: the same form sent twice has one effect. */
      formKey: string | null;
    }
    interface PageData {
      preferences: Preferences;
      session: Session | null;
      formKey: string;
      flash: Flash | null;
    }
  }
}
