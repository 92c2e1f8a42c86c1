import type { LintedField, LintRule } from './rule.ts';
import { only, preferred, refused, refusedFirst, wanted } from './vocabulary.ts';

const freeText: readonly LintedField[] = [
  'title',
  'skillsText',
  'description',
  'veteranPriority',
  'lodging',
  'shift',
];

const person = '(?:[美靓少妇]?女|男)(?:性|士|生|的|工人?|员工|职工|孩子?|人|仔|同志|青年|子|同胞)?';
/** Said of people, and no less of one sex. */
const colloquial =
  '(?:靓妹|妹[子仔]|小妹|小?姑娘|小姐姐|帅哥|靓仔|小伙子?|后生仔?|大[姐妈叔哥]|阿姨|宝妈|爷们|汉子|妇女)';
const anybody = `(?:${person}|${colloquial})`;
/** What else is asked of them in the same breath. */
const qualities =
  '(?:[\\d一二两三四五几]{1,2}[名个位]|\\d{2}(?:[-~至到]\\d{2})?周?岁?(?:以[上下内])?的?|(?:身体健康|身强力壮|年轻|健康|能吃苦|有经验|有力气|本[地县]|外地|成年|青壮年|[已未]婚|单身|[\\u4e00-\\u9fff]{1,2}族)的?)';

const either = '[性士工生的孩人子员职]{0,2}';
const join = '(?:[、/和或及与跟]|或者|以及)?';
/** 男女, 男、女, 男的女的: said of both, unless one of them is refused. */
const both = `(?:男${either}${join}女|女${either}${join}男)${either}(?!.{0,3}(?:勿|免[谈投扰进来]|不[要招收录予行考接聘]))`;
const alsoTheOther = `(?:男|女)(?:性|士|生|的|工)?(?:也|都|均|皆|同样|一样)(?:可以?|行|要(?!求)|收|招|考虑|欢迎|没问题)`;
const bothApart = '(?:男,女|女,男)(?:性|士|生|的)?(?=均|都|皆|不限|可|兼)';
/** Places, goods, customers and words that only begin or end like it. */
const things =
  '(?:男|女)(?:性|士|生|子|式|款)?(?:公?厕|卫生间|洗手间|浴|澡堂|更衣|宿舍|寝室|公寓|监|犯|病[人房区]|患者|科(?!员|长)|[客宾]|顾客|乘客|旅客|游客|老人|长者|童|婴|儿|装(?!卸|配|修|车|潢|载)|鞋|裤|袜|裙|包(?!装[工员]|子)|[内外]?衣|帽|服装|服饰|饰|用品|护肤|香水|表(?!演)|篮球|足球|排球|乒乓|网球|体育|运动|健身|瑜伽|队(?!员)|团(?!员)|子组|高音|低音|中学|学校|校|主角|权益|健康|会所|频道)';
const family =
  '子女|儿女|[孙侄父母]女|[男女](?:儿|婿|朋?友)|妇女(?:儿童|主任|联合|之家|节|工作|权益)|女职工(?:特殊|劳动|权益|保护|委员|[产孕哺四专])|女工(?:保护|委|部|工作)|[织仙处]女|少女装|美女(?=图)';

/** Sex: the column asks for it, so it alone says what is unlawful. */
export const sexColumn: LintRule = {
  kind: 'sex',
  rule: 'position.discrimination',
  fields: ['sexText'],
  about: /[男女]/,
  lawful: new RegExp(`${both}|${bothApart}|${alsoTheOther}`, 'g'),
  patterns: [/^.*[男女].*$/g],
  unlessTitle: /井下/,
  reason: '招聘不能限定或优先某一性别，请写“不限”；有体力、夜班等实际要求的，写明要求本身。',
};

/** Sex in any other text. Not lawful either: the other sex is welcome, but comes second. */
export const sexConditions: LintRule = {
  kind: 'sex',
  rule: 'position.discrimination',
  fields: freeText,
  about: /[男女妹姑姐帅靓伙妈叔姨汉爷生]/,
  lawful: new RegExp(`${both}|${bothApart}|${things}|${family}`, 'g'),
  patterns: [
    new RegExp(`(?<head>${only})(?<gap>${qualities}{0,3})(?<who>${anybody})`, 'g'),
    new RegExp(`(?<head>${wanted})(?<who>${person})`, 'g'),
    new RegExp(`(?<who>${anybody})(?<noun>[^,\\d]{0,6}?)(?<tail>${preferred})`, 'g'),
    new RegExp(`${refusedFirst}${qualities}{0,2}${anybody}`, 'g'),
    new RegExp(`${anybody}[^,\\d]{0,4}?${refused}`, 'g'),
    new RegExp(
      `^(?:性别)?(?:要求)?[为是]?(?<who>${person})(?:[\\d一二两三四五六七八九十]{1,3}[名个位人])?$`,
      'g',
    ),
    /^(?<who>(?:男|女)(?:性|士|生|的)?)(?=\d|身高|年龄|形象|五官|初中|高中|中专|大专|本科|小学|[已未][婚育]|单身|退[役伍]|大学生|青年|毕业生|司机|驾驶|保安|保洁|服务员|文员|会计|收银|普工|营业员|导购|销售|前台|厨|技[工师]|焊工|操作工|护工)/g,
    new RegExp(`(?<=岁|以[上下内]|之间)(?<who>的?${anybody})$`, 'g'),
  ],
  unlessTitle: /井下/,
  reason: '招聘不能限定或优先某一性别，请删去；有体力、夜班等实际要求的，写明要求本身。',
};

/** A title names the work, not a sex. */
export const sexInTitle: LintRule = {
  kind: 'sex',
  rule: 'position.discrimination',
  fields: ['title'],
  about: /[男女]|小姐|先生/,
  lawful: new RegExp(`${both}|${things}|${family}`, 'g'),
  patterns: [/(?<who>[美靓]?女(?:性|士|的)?|男(?:性|士|的)?)/g, /(?<who>小姐|先生)$/g],
  unlessTitle: /井下/,
  reason: '岗位名称不能带性别，请去掉。',
};

/** A condition on one's sex in the skills: 身体健康的女性. Duties speak of customers like that. */
export const sexOfApplicants: LintRule = {
  ...sexConditions,
  fields: ['skillsText', 'veteranPriority'],
  patterns: [/(?<=[^,]{2,12}的)(?<who>(?:男|女)(?:性|士|生|工|青年|同志))$/g],
};
