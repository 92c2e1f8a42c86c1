import type { Gazetteer, Place, StationPlace } from '../types.ts';
import { ethnicGroups } from './codes.ts';
import { remember } from './remember.ts';
import { halfWidth } from './text.ts';

interface FoundPlace {
  readonly townshipCode: string | null;
  /** The village's service station; the township's when no village is known. */
  readonly stationCode: string | null;
  /** As the station calls it (弄岩村, 城中社区), or as written when no station has it. */
  readonly village: string | null;
  readonly villageKnown: boolean;
  /** Where the known village lies, as far as anybody has said. */
  readonly at: { readonly lat: number; readonly lng: number } | null;
}

interface Village {
  readonly station: StationPlace;
  readonly name: string;
  /** Without 村 or 社区. */
  readonly short: string;
}

/** Finds townships and villages in addresses by name. */
export interface PlaceFinder {
  find(address: string): FoundPlace;
}

/** A finder over the county's townships and stations: 青石弄岩村, 云岭县青石镇弄岩村92号, 弄岩村委会. */
export function makePlaceFinder(gazetteer: Gazetteer): PlaceFinder {
  const townships = gazetteer.townships.map((township) => ({
    township,
    short: shortName(township.name),
  }));
  const villages = gazetteer.stations.flatMap((station) => villageOf(station, gazetteer.townships));

  function find(address: string): FoundPlace {
    const whole = halfWidth(address).replace(/\s/g, '');
    const text = withoutCounty(whole, gazetteer.county.name);
    const named = townships.find(({ township }) => text.includes(township.name));
    if (named !== undefined) {
      const at = text.indexOf(named.township.name);
      const found = inTownship(named.township, text.slice(at + named.township.name.length));
      const elsewhere =
        gazetteer.county.name !== '' && text === whole && isElsewhere(text.slice(0, at), found);
      return elsewhere ? nowhere : found;
    }
    const short = townships.find((entry) => text.startsWith(entry.short));
    if (short !== undefined) {
      const rest = text.slice(short.short.length);
      const found = inTownship(short.township, rest);
      // 河口村 is a village of 河口镇, not the township 河口 followed by 村.
      if (found.villageKnown || !/^(村|社区)/.test(rest)) return found;
    }
    const matches = villages.filter((village) => text.includes(village.name));
    const [only] = matches;
    if (only !== undefined && matches.length === 1) return known(only);
    return nowhere;
  }

  function inTownship(township: Place, rest: string): FoundPlace {
    const local = villages.filter((village) => village.station.townshipCode === township.code);
    const village =
      local.find(({ name }) => rest.startsWith(name)) ??
      local.find(({ name }) => rest.includes(name)) ??
      local.find(({ short }) => short.length > 1 && rest.startsWith(short));
    if (village !== undefined) return known(village);
    const station = gazetteer.stations.find(
      (place) => place.level === 'township' && place.townshipCode === township.code,
    );
    return {
      townshipCode: township.code,
      stationCode: station?.code ?? null,
      village: /^(.{1,8}?(?:村|社区))/.exec(rest)?.[1] ?? null,
      villageKnown: false,
      at: null,
    };
  }

  return { find: remember(find) };
}

const nowhere: FoundPlace = {
  townshipCode: null,
  stationCode: null,
  village: null,
  villageKnown: false,
  at: null,
};

/**
 * Whether what stands before a township's name puts it into another county, which may have a township
 * of the same name; in a city that is not ours only a village of ours shows that ours is meant.
 */
function isElsewhere(before: string, found: FoundPlace): boolean {
  const place = before.replace(/^.{2,8}?(省|自治区)/, '');
  return /[县区旗]$/.test(place) || (/[市州盟]$/.test(place) && !found.villageKnown);
}

function known({ station, name }: Village): FoundPlace {
  const { lat, lng } = station;
  return {
    townshipCode: station.townshipCode,
    stationCode: station.code,
    village: name,
    villageKnown: true,
    at: lat === null || lng === null ? null : { lat, lng },
  };
}

function villageOf(station: StationPlace, townships: readonly Place[]): Village[] {
  if (station.level !== 'village') return [];
  const township = townships.find(({ code }) => code === station.townshipCode);
  const name = station.name.replace(/退役军人服务站$/, '').replace(township?.name ?? '', '');
  return [{ station, name, short: name.replace(/(村|社区)$/, '') }];
}

/** 青石 for 青石镇, 桐木 for 桐木瑶族乡. */
function shortName(township: string): string {
  const plain = township.replace(/(?:镇|乡|街道|办事处)$/, '');
  const ethnic = ethnicGroups.find((group) => plain.endsWith(`${group}族`));
  return ethnic === undefined ? plain : plain.slice(0, -ethnic.length - 1);
}

/** Drops everything up to the county's name, so that it is not taken for a village's (白云岭村). */
function withoutCounty(text: string, county: string): string {
  const at = text.indexOf(county);
  return at === -1 ? text : text.slice(at + county.length);
}
