import { PlaceTable, type Setting } from '@xincheng/search/matching';
import { shippedReference } from '@xincheng/search/reference';

/** What the product matches with on `day`, with the reference data as shipped. */
export function settingOn(day: string): Setting {
  return { reference: shippedReference(), places: new PlaceTable(), today: day };
}
