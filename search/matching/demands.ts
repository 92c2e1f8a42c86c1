import type { PositionDocument, Restriction, ShiftKind } from './types.ts';

/** Words that say that a post demands something a person may have ruled out. Prior knowledge. */
const words: Record<Restriction, RegExp> = {
  heights: /登高|高空|高处作业|高处安装|爬杆|登塔|爬塔|攀爬|脚手架|塔吊/,
  lifting: /搬运|装卸|卸货|装车|扛|搬货|搬箱|码垛|重体力|抬担架/,
  standing: /久站|长时间站立|站立工作|站岗|流水线站/,
  night: /夜班|值夜|通宵|夜间值守|夜巡|24小时|三班|四班三倒|凌晨/,
  driving: /驾驶员|司机|开车|驾车|自驾/,
};

/** `不需登高`, `无夜班`: the post says that it does not. */
const denied = /(不|无|没有|免)[^，。；、,;\n]{0,3}$/;

/** What the post's texts and shift demand, in the order of the vocabulary. */
export function demandsIn(document: PositionDocument, shift: ShiftKind): Restriction[] {
  const { title, description, skillsText, licences } = document;
  const text = [title, description, skillsText, document.shift ?? ''].join('\n');
  const found = (demand: Restriction) =>
    [...text.matchAll(new RegExp(words[demand], 'g'))].some(
      ({ index }) => !denied.test(text.slice(Math.max(0, index - 5), index)),
    );
  const demands: Restriction[] = [];
  if (found('heights')) demands.push('heights');
  if (found('lifting')) demands.push('lifting');
  if (found('standing')) demands.push('standing');
  // A post on rotating shifts has nights unless it says otherwise.
  if (found('night') || (shift === 'rotating' && !/无夜班|不上夜班/.test(text))) {
    demands.push('night');
  }
  if (found('driving') || licences.length > 0) demands.push('driving');
  return demands;
}
