import { describeSearch } from './support/cases.ts';
import { embeddedSubject } from './support/subject.ts';

describeSearch('embedded', () => Promise.resolve(embeddedSubject()));
