export * from './accounts.ts';
export * from './employers.ts';
export * from './enums.ts';
export * from './imports.ts';
export * from './people.ts';
export * from './places.ts';
export * from './records.ts';
export * from './reference.ts';
