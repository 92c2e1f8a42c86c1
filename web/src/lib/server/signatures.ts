/** Who filled in and who checked, out of the form of an export; what is left empty is left out. */
export const signaturesIn = (
  values: Record<string, string>,
): Partial<Record<'unit' | 'filledBy' | 'checkedBy', string>> =>
  Object.fromEntries(
    (['unit', 'filledBy', 'checkedBy'] as const).flatMap((name) => {
      const text = (values[name] ?? '').trim();
      return text === '' ? [] : [[name, text] as const];
    }),
  );
