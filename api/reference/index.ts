export { shippedData } from './shipped-data.ts';
export { readReference } from './to-reference.ts';
