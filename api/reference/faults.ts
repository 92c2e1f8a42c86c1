/** What is wrong with an entry, in Chinese, by field: `name`, `value.words.2`. */
export type Faults = Record<string, string>;
