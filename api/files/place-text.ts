import type { PersonWithPlace } from '@xincheng/db/people';

/** What follows the place in the name of its station. */
const stationSuffix = /退役军人服务站$/;

/**
 * A person's township and village in words (青石镇弄岩村), as the importer finds them again. The station
 * tells the village; one that has no station stands as it was written.
 */
export function placeText({ person, station, township }: PersonWithPlace): string {
  if (township === null) return person.village ?? '';
  const village = villageOf(station ?? '', township);
  return `${township}${village === '' ? (person.village ?? '') : village}`;
}

/** The village in a station's name, with or without its township; '' for the township's own station. */
export function villageOf(station: string, township: string): string {
  return station.replace(stationSuffix, '').replace(township, '');
}
