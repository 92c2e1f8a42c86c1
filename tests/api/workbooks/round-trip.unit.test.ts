/** What is exported whole and imported again is what it was. */
import { parsePositions, parseRoster, readWorkbook, type Sheet } from '@xincheng/api/imports';
import {
  blankRecord,
  type PersonRecord,
  recordOf as personOf,
} from '@xincheng/api/records/person-record';
import { recordOf as positionOf } from '@xincheng/api/records/position-record';
import {
  type PersonLine,
  type PositionLine,
  writePeople,
  writePositions,
} from '@xincheng/api/workbooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleContext, sampleSheets } from '../../support/import-samples.ts';
import { familyMember, position, today, unspoken, veteran } from './arbitraries.ts';

const context = sampleContext(today);
const head = {
  county: '云岭县',
  signatures: { unit: '云岭县退役军人事务局', filledBy: '韦明辉', checkedBy: '', date: today },
  origin: '导出人：韦明辉（wei）　用途：核对',
};

async function reopenPeople(kind: 'veteran' | 'family', lines: readonly PersonLine[]) {
  const bytes = await writePeople({ ...head, kind, masked: false, pages: [lines] });
  return readWorkbook(bytes, '花名册.xlsx');
}

const readPeople = (sheets: readonly Sheet[]) =>
  parseRoster(sheets, context).records.map(({ fields }) => personOf(fields));

/** What a roster of soldiers holds, and what one of 军属 does. */
const familyFields = ['relation', 'familyCategory', 'soldierName'] as const;
const inFamilyRoster = [
  ...['kind', 'areaCode', 'idCardNo', 'fullName', 'sex', 'birthDate', 'mobile', 'village'],
  ...[
    'residence',
    'residenceCode',
    'educationText',
    'educationCode',
    'educationStatus',
    'educationMode',
  ],
  ...['licences', 'licenceMilitaryExchange', 'certificates', 'skills', 'experience', 'jobs'],
  ...['remark', ...familyFields],
];

function asImported({ place: _place, ...record }: PersonLine): Partial<PersonRecord> {
  const absent = record.kind === 'veteran' ? [...Object.keys(unspoken), ...familyFields] : [];
  const entries = Object.entries(record).filter(([field]) =>
    record.kind === 'veteran' ? !absent.includes(field) : inFamilyRoster.includes(field),
  );
  return Object.fromEntries(entries);
}

const byIdCard = { selector: (line: PersonLine) => line.idCardNo, minLength: 1, maxLength: 6 };

describe('a roster exported whole and imported again', () => {
  it('has the same veterans, field by field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(veteran, byIdCard), async (lines) => {
        const back = readPeople(await reopenPeople('veteran', lines));
        expect(back).toEqual(lines.map(asImported));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('has the same 军属, field by field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(familyMember, byIdCard), async (lines) => {
        const back = readPeople(await reopenPeople('family', lines));
        expect(back).toEqual(lines.map(asImported));
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

const rosters = [
  ...['roster-2023-spring.xlsx', 'roster-2023-autumn.xlsx', 'roster-2023-autumn-青石镇.csv'],
  ...['roster-old.xls', 'family-2023.xlsx'],
];

/** The people of a sample file who can be imported, as they come to stand in the data bank. */
function linesOf(file: string): PersonLine[] {
  return parseRoster(sampleSheets('rosters', file), context).records.flatMap(({ fields }) => {
    const { idCardNo, fullName, areaCode, sex, kind, ...rest } = personOf(fields);
    if (idCardNo === undefined || fullName === undefined || areaCode === undefined) return [];
    const township = context.gazetteer.townships.find(({ code }) => areaCode.startsWith(code));
    const place = `${township?.name ?? ''}${rest.village ?? ''}`;
    const whole = { idCardNo, fullName, areaCode, sex: sex ?? 0, kind: kind ?? 'veteran', place };
    // The form of 军属 has no licences; a column that is there and empty says that none was exchanged.
    const spoken = { ...rest, licenceMilitaryExchange: rest.licenceMilitaryExchange ?? false };
    return [{ ...blankRecord, ...unspoken, ...spoken, ...whole }];
  });
}

describe('the sample rosters', () => {
  it.each(rosters)('%s comes back as it was read', async (file) => {
    const lines = linesOf(file);
    expect(lines.length).toBeGreaterThan(10);
    const kind = lines[0]?.kind ?? 'veteran';
    const back = readPeople(await reopenPeople(kind, lines));
    expect(back).toEqual(lines.map(asImported));
  });
});

/** A position without what the lint decides. */
const said = ({ status: _s, holdReasons: _h, ...rest }: PositionLine['position']) => rest;

describe('a 岗位汇总表 exported and imported again', () => {
  it('has the same positions and employers, field by field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(position, { minLength: 1, maxLength: 6 }), async (unsorted) => {
        const lines = unsorted.toSorted((a, b) => (a.employer.name < b.employer.name ? -1 : 1));
        const bytes = await writePositions({ ...head, pages: [lines] });
        const back = parsePositions(readWorkbook(bytes, '汇总表.xlsx'), context);
        const read = back.records.map(({ fields }) => said(positionOf(fields, [])));
        expect(read).toEqual(lines.map((line) => said(line.position)));
        for (const { employer } of lines)
          expect(back.employers).toContainEqual(expect.objectContaining(employer));
        expect(back.records.map(({ fields }) => fields.employer)).toEqual(
          lines.map(({ employer }) => employer.name),
        );
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
