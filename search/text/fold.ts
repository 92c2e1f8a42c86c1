/** Lower case and half width, unit by unit, so that offsets stay those of the text as given. */
export function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) folded += foldedUnit(text.charCodeAt(at));
  return folded;
}

function foldedUnit(code: number): string {
  if (code === 0x3000) return ' ';
  const narrow = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
  return String.fromCharCode(narrow >= 65 && narrow <= 90 ? narrow + 32 : narrow);
}
