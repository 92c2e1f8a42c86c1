/** Types of the records that matter here ([MS-XLS] 2.3; the older ones from [MS-XLS] 2.1.4). */
export const recordType = {
  formula: 0x06,
  /** The types of Excel 3 and 4, which some programs write into newer files. */
  formulaOfExcel3: 0x206,
  formulaOfExcel4: 0x406,
  end: 0x0a,
  note: 0x1c,
  dateMode: 0x22,
  password: 0x2f,
  font: 0x31,
  continued: 0x3c,
  codePage: 0x42,
  object: 0x5d,
  columns: 0x7d,
  sheet: 0x85,
  numbers: 0xbd,
  richLabel: 0xd6,
  style: 0xe0,
  mergedAreas: 0xe5,
  sharedStrings: 0xfc,
  sharedLabel: 0xfd,
  objectText: 0x1b6,
  number: 0x203,
  label: 0x204,
  booleanOrError: 0x205,
  formulaText: 0x207,
  row: 0x208,
  packedNumber: 0x27e,
  format: 0x41e,
  begin: 0x809,
} as const;

/** A record with the records that continue it. */
export interface XlsRecord {
  readonly type: number;
  /** Where it begins in the stream. */
  readonly at: number;
  readonly data: Buffer;
  readonly continued: readonly Buffer[];
}

/** The records of a workbook stream one by one; what is cut off ends them. */
export function* readRecords(stream: Buffer): Generator<XlsRecord> {
  const dataAt = (at: number) => stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
  for (let at = 0; at + 4 <= stream.length;) {
    const start = at;
    const data = dataAt(at);
    const continued: Buffer[] = [];
    at += 4 + data.length;
    while (at + 4 <= stream.length && stream.readUInt16LE(at) === recordType.continued) {
      const more = dataAt(at);
      continued.push(more);
      at += 4 + more.length;
    }
    yield { type: stream.readUInt16LE(start), at: start, data, continued };
  }
}

/** Reads a record and what continues it as one; past the end everything is zero. */
export class RecordReader {
  readonly #segments: readonly Buffer[];
  #segment = 0;
  #at: number;

  constructor({ data, continued }: Pick<XlsRecord, 'data' | 'continued'>, at = 0) {
    this.#segments = [data, ...continued];
    this.#at = at;
  }

  /** How far it has read in the segment at hand. */
  get place(): number {
    return this.#at;
  }

  isAtEnd(): boolean {
    return this.#left() === 0;
  }

  u8(): number {
    return this.#left() === 0 ? 0 : (this.#segments[this.#segment]?.[this.#at++] ?? 0);
  }

  u16(): number {
    return this.u8() + this.u8() * 0x100;
  }

  u32(): number {
    return this.u16() + this.u16() * 0x10000;
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0;) {
      const step = Math.min(left, this.#left());
      if (step === 0) return;
      this.#at += step;
      left -= step;
    }
  }

  /** Moves to the next segment, whatever is left of this one. */
  skipSegment(): void {
    this.#segment++;
    this.#at = 0;
  }

  /**
   * Characters of one byte or of two (`flags` & 1), without their count. Text that goes on in the
   * next segment says anew there how wide its characters are.
   */
  characters(count: number, flags: number): string {
    let width = flags & 1 ? 2 : 1;
    let text = '';
    for (;;) {
      const segment = this.#segments[this.#segment];
      if (segment === undefined) return text;
      const step = Math.min(count - text.length, Math.floor((segment.length - this.#at) / width));
      const end = this.#at + step * width;
      text += segment.toString(width === 2 ? 'utf16le' : 'latin1', this.#at, end);
      this.#at = end;
      if (text.length >= count || this.#segment + 1 >= this.#segments.length) return text;
      this.skipSegment();
      width = this.u8() & 1 ? 2 : 1;
    }
  }

  /** Bytes of the segment at hand. */
  bytes(count: number): Buffer {
    const bytes = this.#segments[this.#segment]?.subarray(this.#at, this.#at + count);
    this.#at += count;
    return bytes ?? Buffer.alloc(0);
  }

  /** Bytes left in this segment, or in the next one when this one is used up. */
  #left(): number {
    let segment = this.#segments[this.#segment];
    while (segment !== undefined && this.#at >= segment.length) {
      this.skipSegment();
      segment = this.#segments[this.#segment];
    }
    return segment === undefined ? 0 : segment.length - this.#at;
  }
}
