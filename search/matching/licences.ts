/**
 * What each driving licence class also allows, from 《机动车驾驶证申领和使用规定》附件1 (准驾车型及代号).
 * G (拖拉机) stands in another register and covers nothing else.
 */
const alsoAllows: Record<string, readonly string[]> = {
  A1: ['A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'M'],
  A2: ['B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C6', 'M'],
  A3: ['C1', 'C2', 'C3', 'C4'],
  B1: ['C1', 'C2', 'C3', 'C4', 'M'],
  B2: ['C1', 'C2', 'C3', 'C4', 'M'],
  C1: ['C2', 'C3', 'C4'],
  C3: ['C4'],
  D: ['E', 'F'],
  E: ['F'],
};

/** Classes that a beginner can apply for and pass within some months. Prior knowledge. */
const forBeginners = new Set(['C1', 'C2', 'C3', 'C4', 'C5', 'D', 'E', 'F', 'G']);

/** Every class that the held licences allow, upper case. */
export function allowedClasses(licences: readonly string[]): Set<string> {
  const held = licences.map((licence) => licence.trim().toUpperCase());
  return new Set(held.flatMap((licence) => [licence, ...(alsoAllows[licence] ?? [])]));
}

/** Whether someone can get one of these classes without years of driving first. */
export function isForBeginners(anyOf: readonly string[]): boolean {
  return anyOf.some((licence) => forBeginners.has(licence.trim().toUpperCase()));
}
