import { connect, DEFAULT_INDEX, ifIndexed, RequestRefused, type ServerOptions } from './client.ts';

/** How a search server is, seen from here. */
export type ServerCondition = 'answers' | 'no_index' | 'refused' | 'silent';

/** Asks the server for its index; one that says nothing for `ms` milliseconds is silent. Never rejects. */
export async function probeServer(options: ServerOptions, ms: number): Promise<ServerCondition> {
  const { index = DEFAULT_INDEX } = options;
  try {
    const held = await ifIndexed(connect(options, ms).getRawIndex(index));
    return held === null ? 'no_index' : 'answers';
  } catch (error) {
    return error instanceof RequestRefused ? 'refused' : 'silent';
  }
}
