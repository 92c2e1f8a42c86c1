import { ethnicGroups } from '../values/codes.ts';
import type { LintRule } from './rule.ts';
import { only, preferred, refused, refusedFirst } from './vocabulary.ts';

/** Whoever the words before describe: 已婚 + 的, 者, 女性. */
const ones = '(?:的|者|人士|人员|女[性士工生人]?|男[性士工生人]?|青年|妇女|员工)?';
const child = '(?:小孩子?|孩子|娃娃?|子女|小朋友|宝宝)';
const family =
  '(?:生育|怀孕|结婚|婚育|生(?:孩子|小孩|娃|育|二胎|三胎|二孩)|要(?:孩子|小孩|娃|二胎|三胎)|二胎|三胎|恋爱|谈对象)(?!津贴|保险|待遇|假|权|登记|证|率|服务|政策|补)';
const wedded =
  '(?:已婚已育|未婚未育|已婚未育|未婚|已婚|单身|离异|离[过了]?婚|丧偶|没(?:有)?结[过了]?婚|未结婚|结[过了]婚|(?:未|没|已)成家|成了家|(?:没有?|无|有)(?:对象|[男女]朋友)|已育|未育)';
const parent = `(?:生过${child}|生育过|(?:有|没有?|无)(?:${child}|家室|家庭(?:拖累|负担))|宝妈)`;
const expecting =
  '(?:(?:试用期|合同期|在职|工作|入职)[期后]?[内间]?)?(?:处于|正在)?(?:孕妇|孕期|怀[了着]?孕|备孕|哺乳期?|哺乳的|孕产妇|产假期)';
const years =
  '(?:[近这未来入职进厂后]{0,4})?[一二两三四五六七八九十几\\d]{1,3}(?:[到至~-][一二两三四五\\d])?年(?:之?内|以内|左右)?';

/** Marriage, childbearing and pregnancy as a condition. */
export const maritalConditions: LintRule = {
  kind: 'marital',
  rule: 'position.marital',
  about: /婚|育|朋友|孕|单身|离异|丧偶|成家|对象|孩|娃|子女|家室|家庭|哺乳|宝|胎|恋爱|妊娠/,
  lawful: /婚(?:庆|礼|纱|宴|介|姻登记)|不因[^,]{0,8}(?:婚|孕|育)[^,]*/g,
  patterns: [
    new RegExp(
      `(?:带${child}|${wedded}|${parent}|${expecting})[^,、]{0,4}?${ones}(?:稳定|踏实)?${preferred}`,
      'g',
    ),
    new RegExp(`(?:带${child}|${wedded}|${parent}|${expecting})[^,、]{0,4}?${ones}${refused}`, 'g'),
    new RegExp(
      `(?<head>${only})(?<gap>(?:\\d{2}(?:[-~至到]\\d{2})?周?岁?(?:以[上下内])?的?)?[^,、]{0,4}?)(?<who>(?:${wedded}|${parent}|${expecting})${ones})`,
      'g',
    ),
    new RegExp(`${refusedFirst}[^,、]{0,4}?(?:${wedded}|${parent}|${expecting})${ones}`, 'g'),
    new RegExp(
      `^(?:[须需]|要求|必须|婚姻状况|婚育情况)?[为是]?(?:${wedded}|(?:没有?|无)${child})${ones}$`,
      'g',
    ),
    new RegExp(`(?:已婚已育|未婚未育|已婚未育)${ones}(?:${preferred})?`, 'g'),
    new RegExp(
      `(?:承诺|保证|不得|不准|不能|不可|不许|禁止|暂不|不打算|不考虑)(?!因)[^,因]{0,10}?${family}(?:的?(?:承诺书?|打算|计划))?`,
      'g',
    ),
    new RegExp(
      `${years}[^,]{0,4}?(?:不|没有?|无)[^,]{0,4}?(?:${family}|婚|孕)(?:的?(?:打算|计划|想法|安排|意愿|需求))?`,
      'g',
    ),
    new RegExp(
      `(?:暂|短期内?|近期)?(?:没有?|无|不打算|暂无)(?:近期)?${family}的?(?:打算|计划|意愿|想法|安排|需求)?`,
      'g',
    ),
    /(?:入职|应聘|录用|面试|上岗|体检|须|需|要|提供|女[性工士])[^,]{0,6}(?:孕检|查孕|验孕|测孕|妊娠|早孕|[未没]怀?孕证明)(?:检[测查验]|测试|试验|报告|合格|阴性|正常|方可入职){0,3}/g,
    new RegExp(
      `${expecting}[^,]{0,12}?(?<!不[得能会可]?|禁止)(?:辞退|解除|自动离职|自离|走人|劝退|开除|离岗|离职|辞职)`,
      'g',
    ),
    new RegExp(`${child}[^,]{0,8}${preferred}`, 'g'),
    new RegExp(`${child}[^,]{0,10}?(?:才行|才[可考要]|方可)`, 'g'),
  ],
  unless:
    /不得?因|禁止因|不(?:得|会|再|应)?(?:以|询问|要求|打听|限制|歧视|过问)|不限|均可|都可|都行|(?<!不)可以|经验|辅导|照[顾看料护]|护理|早教|喜[欢爱]|爱心|耐心|^(?:负责|受理|办理|开展)/,
  reason: '婚姻、生育状况不能作为录用条件，也不能查孕，请删去。',
};

const group = `(?:(?:${ethnicGroups.filter((name) => name.length > 1).join('|')}|[${ethnicGroups.filter((name) => name.length === 1).join('')}])族|维族|汉人|藏民|回民)`;
const people = '(?:同胞|群众|人|员工|者|的|姑娘|小伙子?)?';

/** One's people as a condition; 少数民族优先 is what the law asks for. */
export const ethnicConditions: LintRule = {
  kind: 'ethnicity',
  rule: 'position.discrimination',
  about: /族|汉人|藏民|回民/,
  lawful: new RegExp(
    `${group}(?:自治|乡|语|话|歌|舞|文化|服[饰装]|村|寨|医|风[情味俗]|节|三月三|山歌|刺绣|银饰|工艺|菜|美食|特色|中学|小学|学校|聚居|地区|民[俗居]|习俗|历史|县|镇|街)`,
    'g',
  ),
  patterns: [
    new RegExp(`(?<head>${only}|要)(?<gap>)[^,、]{0,3}${group}${people}`, 'g'),
    new RegExp(`(?<who>${group}${people})(?<tail>${preferred})`, 'g'),
    new RegExp(`(?:非?${group}|(?<!非)少数民族)(?:人员)?${people}${refused}`, 'g'),
    new RegExp(`${refusedFirst}[^,、]{0,4}?(?:${group}|少数民族)(?:人员)?${people}`, 'g'),
    new RegExp(`^(?:民族)?(?:要求)?[为是]?${group}$`, 'g'),
    /非少数民族(?:人员|的|者)?(?:优先)?/g,
  ],
  unless: /不限|均可|都可|不歧视|一视同仁/,
  reason: '不能按民族挑选或拒绝人，请删去；工作要用的语言，可以写“会讲××话”。',
};

const faith =
  '(?:(?:有|任何){0,2}(?:宗教信仰|宗教)|信教|教徒|信徒|有信仰|佛教徒?|基督教?徒?|天主教徒?|穆斯林|伊斯兰教?|信[佛主神](?:教)?|信仰?(?:基督|耶稣|伊斯兰|宗)教?|拜佛|吃斋)';

/** Religion as a condition. */
export const religiousConditions: LintRule = {
  kind: 'religion',
  rule: 'position.discrimination',
  about: /教|信[佛主神仰]|佛|基督|穆斯林|伊斯兰|吃斋/,
  lawful: /宗教(?:场所|活动|局|事务|政策|文化|团体|建筑|工作)|[^,]{0,2}邪教|尊重[^,]{0,6}信仰/g,
  patterns: [
    /(?:无|没有?|非|不(?:得|能|可|准|许|要)?有?|禁止|未)(?:参加|信仰?|加入)?(?:任何|其他|有|什么){0,2}(?:宗教(?:信仰)?|信教|信[佛主神]|信徒|教徒|教会|(?<=信)教|信仰)(?:者|的|人员|人士)?(?:优先|为佳)?/g,
    new RegExp(`${faith}{1,3}(?:的|者|人员|人士)?${refused}`, 'g'),
    new RegExp(`${faith}(?:的|者|人员|人士)?${preferred}`, 'g'),
    new RegExp(`${only}[^,、]{0,3}?${faith}(?:的|者|人员|人士)?`, 'g'),
    new RegExp(`${refusedFirst}[^,、]{0,4}?${faith}(?:的|者|人员|人士)?`, 'g'),
  ],
  unless: /不限|不歧视|一视同仁|均可|自由/,
  reason: '宗教信仰不能作为录用条件，请删去。',
};
