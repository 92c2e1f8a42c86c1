import { parseArgs } from 'node:util';
import { Fault } from '../../lib/console.ts';

/** Options of one command: their names without dashes; `flags` take no value. */
interface Spec<Name extends string, Flag extends string> {
  readonly values: readonly Name[];
  readonly flags: readonly Flag[];
  /** How many arguments that are no options. */
  readonly arguments: number;
}

export interface Read<Name extends string, Flag extends string> {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly flags: ReadonlySet<Flag>;
  readonly rest: readonly string[];
}

/** Reads a command's options. Throws a Fault for unknown ones, missing values and stray arguments. */
export function readOptions<Name extends string, Flag extends string>(
  args: string[],
  spec: Spec<Name, Flag>,
): Read<Name, Flag> {
  const { tokens } = parseArgs({
    args,
    strict: false,
    tokens: true,
    options: Object.fromEntries(spec.values.map((name) => [name, { type: 'string' as const }])),
  });
  const values: Partial<Record<Name, string>> = {};
  const flags = new Set<Flag>();
  const rest: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const value = spec.values.find((name) => name === token.name);
    const flag = spec.flags.find((name) => name === token.name);
    if (value !== undefined) {
      if (token.value === undefined || token.value === '')
        throw new Fault(`选项 ${token.rawName} 后面要写值。`);
      values[value] = token.value;
    } else if (flag !== undefined) flags.add(flag);
    else throw new Fault(`没有 ${token.rawName} 这个选项。`);
  }
  if (rest.length > spec.arguments)
    throw new Fault(`多余的参数：${rest.slice(spec.arguments).join(' ')}`);
  return { values, flags, rest };
}

/** A whole number of at least 1. */
export function readCount(name: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text))
    throw new Fault(`--${name} 要写 1 以上的整数，现在是 ${text}。`);
  return Number(text);
}

/** A day of the calendar as `YYYY-MM-DD`. */
export function readDay(text: string): string {
  const at = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
  if (!isDay) throw new Fault(`--day 要写成 2024-09-01 这样的日期，现在是 ${text}。`);
  return text;
}
