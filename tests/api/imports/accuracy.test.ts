import {
  parsePositions,
  parseRoster,
  type ParsedFile,
  type PersonFields,
} from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import truth from '../../fixtures/truth.json' with { type: 'json' };
import {
  compareWithTruth,
  sampleContext,
  sampleSheets,
  type Accuracy,
} from '../../support/import-samples.ts';

const context = sampleContext();
const rosterFiles = [...new Set(truth.people.records.map(({ file }) => file))];
const positionFiles = [...new Set(truth.positions.records.map(({ file }) => file))];

/** Duplicates that only the other files show are no part of reading one file. */
const inFile = truth.people.issues.filter(
  (issue) => issue.kind !== 'duplicate_person' || issue.reason.startsWith('同一文件内'),
);

function readRoster(file: string): { parsed: ParsedFile<PersonFields>; accuracy: Accuracy } {
  const parsed = parseRoster(sampleSheets('rosters', file), context);
  const records = truth.people.records.filter((record) => record.file === file);
  const issues = inFile.filter((issue) => issue.file === file);
  return { parsed, accuracy: compareWithTruth(parsed, records, issues) };
}

function expectGood(accuracy: Accuracy): void {
  expect(accuracy.fields).toBeGreaterThan(0);
  expect(accuracy.lost).toEqual([]);
  expect(accuracy.invented).toEqual([]);
  expect(accuracy.missedIssues).toEqual([]);
  expect(accuracy.right / accuracy.fields, accuracy.misses.join('\n')).toBeGreaterThanOrEqual(
    0.995,
  );
  expect(accuracy.wronglyMarked.length).toBeLessThanOrEqual(accuracy.cleanRows * 0.02);
}

describe('rosters', () => {
  it.each(rosterFiles)('%s', (file) => {
    expectGood(readRoster(file).accuracy);
  });

  it('misses only birth dates that stand nowhere in the files', () => {
    const misses = rosterFiles.flatMap((file) => readRoster(file).accuracy.misses);
    expect(misses.filter((miss) => !miss.includes('birthDate'))).toEqual([]);
    // Four rows write 见户口本 for the ID number, one CSV cell is 4.59921E+17.
    expect(misses).toHaveLength(5);
  });

  it('gives no ID number to a rejected one, and keeps every cell as it stood', () => {
    const { parsed } = readRoster('roster-2023-spring.xlsx');
    const record = parsed.records.find(({ row }) => row === 9);
    expect(record?.fields.idCardNo).toBeNull();
    expect(record?.source).toContainEqual({
      heading: '身份证号',
      column: 'idCardNo',
      text: '459921199704090770',
      kind: 'text',
    });
    expect(record?.source).toContainEqual(
      expect.objectContaining({ heading: '采集方式', column: null, text: '站采' }),
    );
  });
});

describe('positions', () => {
  it.each(positionFiles)('%s', (file) => {
    const parsed = parsePositions(sampleSheets('positions', file), context);
    const records = truth.positions.records.filter((record) => record.file === file);
    const issues = truth.positions.issues.filter((issue) => issue.file === file);
    expectGood(compareWithTruth(parsed, records, issues));
    for (const { row, employer } of records) {
      const found = parsed.records.find((record) => record.row === row);
      expect(found?.fields.employer).toBe(employer);
    }
  });

  it('reads all employers with all their particulars', () => {
    const found = positionFiles.flatMap((file) =>
      parsePositions(sampleSheets('positions', file), context).employers.map((employer) => {
        const { sheet: _sheet, row: _row, firstRow: _first, ...particulars } = employer;
        return { ...particulars, file };
      }),
    );
    expect(found).toEqual(expect.arrayContaining(truth.positions.employers));
    expect(found).toHaveLength(truth.positions.employers.length);
  });
});
