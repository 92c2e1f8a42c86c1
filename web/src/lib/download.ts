/**
 * Posts a form and saves the file that comes back. Returns null when it was saved, otherwise what to
 * tell the visitor; `failed` are the words where the server has none.
 */
export const downloadByForm = async (
  form: HTMLFormElement,
  failed: string,
): Promise<string | null> => {
  try {
    const reply = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new FormData(form),
    });
    if (!reply.ok) {
      const { message } = (await reply.json()) as { message?: string };
      return message ?? failed;
    }
    save(await reply.blob(), nameIn(reply.headers.get('content-disposition')));
    return null;
  } catch {
    return failed;
  }
};

/** The file's name as the server gives it (RFC 6266). */
const nameIn = (disposition: string | null): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded === undefined ? '' : decodeURIComponent(encoded);
};

const save = (content: Blob, name: string): void => {
  const href = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  // Some browsers read the content only after this turn.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
};
