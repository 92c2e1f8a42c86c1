import { page } from '$app/state';
import { messagesOf, type Messages } from './index.ts';

/** The words in the visitor's language; call while a component is set up. */
export const useMessages = (): Messages => messagesOf(page.data.preferences.locale);
