import { ethnicGroups } from '../values/codes.ts';
import type { DiscriminationKind } from '../types.ts';

/** Fields in which a condition may stand. */
export type LintedField =
  'title' | 'sexText' | 'skillsText' | 'description' | 'veteranPriority' | 'lodging' | 'shift';

export interface LintRule {
  readonly kind: DiscriminationKind;
  /** Undefined: all fields. */
  readonly fields?: readonly LintedField[];
  /** The unlawful words, looked for in one clause. */
  readonly pattern: RegExp;
  /** Words that make the same clause lawful. */
  readonly unless?: RegExp;
  /** Those words count anywhere in the sentence (可租公司三轮车，每月押金两百). */
  readonly wholeSentence?: true;
  /** Law and article. */
  readonly source: string;
  /** How to say it lawfully. */
  readonly advice: string;
}

const freeText: readonly LintedField[] = [
  'title',
  'skillsText',
  'description',
  'veteranPriority',
  'lodging',
  'shift',
];
const sexLaw = '人力资源市场暂行条例第24条、妇女权益保障法第43条';
const someEthnicGroup = `(?:${ethnicGroups.filter((group) => group.length > 1).join('|')}|[${ethnicGroups.filter((group) => group.length === 1).join('')}])族`;
const only = '(?:仅限|只限|限招?|仅招|只招|只要|须为|须是|必须为|必须是|必须|要求为?)';
const refused = '(?:勿[投扰试]?|不招|不要|不收|不录|不予|谢绝|除外|免谈|免投|拒绝?|不考虑)';
const refusedFirst = '(?:不招收?|不要|不收|不录用?|谢绝|拒绝|拒收)';

/**
 * Unlawful conditions of hiring. The patterns mark a condition, not a topic: 接送小孩的妈妈可弹性上班,
 * 残疾人优先, 会壮话优先, 租三轮车押金 are lawful. Articles as in the rule book of the domain; those the
 * book marks as prior knowledge (妇女权益保障法 43, 劳动合同法 9) are to be confirmed by the bureau.
 */
export const lintRules: readonly LintRule[] = [
  {
    kind: 'sex',
    fields: ['sexText'],
    pattern: /男|女/,
    unless:
      /^[^男女]*(?:男女|女男|男工?女工?|女工?男工?|男、女|男\/女|男或女|女或男)(?:性|工|士|生)?(?:都|均|皆|不限|兼|同|无|一视|各年龄|可|$)[^男女]*$/,
    source: sexLaw,
    advice: '写“不限”；有体力、夜班等实际要求的，写明要求本身。',
  },
  {
    kind: 'sex',
    fields: freeText,
    pattern: new RegExp(
      `${only}[^，,。；;、]{0,2}(?:男|女)(?:性|士|生|工|孩|$)?|(?:男|女)(?:性|士|生|工|孩)?(?:者)?优先|${refusedFirst}(?:男|女)|(?:男|女)(?:性|士|生|工|孩)?${refused}|^(?:男|女)(?:性|士|生)?$|(?:男|女)(?:性|士)?[,，、]?(?:\\d{2}(?:岁|-|至|以)|未婚|已婚|形象)`,
    ),
    unless: /男女|女男|宿舍|不限|均可|都可|服装|女装|男装|客户|顾客|患者|病人/,
    source: sexLaw,
    advice: '删去性别条件；有体力、夜班等实际要求的，写明要求本身。',
  },
  {
    kind: 'sex',
    fields: ['title'],
    pattern: /[（(]\s*(?:限|仅限|只招)?[男女](?:性|士)?\s*[）)]|(?:小姐|先生)$/,
    source: sexLaw,
    advice: '岗位名称里去掉性别。',
  },
  {
    kind: 'marital',
    pattern: new RegExp(
      [
        '已婚已育|未婚未育|已婚未育|已育者?优先',
        `(?:已婚|未婚|单身|离异)(?:者|人士|女性|男性)?(?:优先|${refused})`,
        `${only}[^，,。；;]{0,2}(?:已婚|未婚|单身|已育)`,
        '(?:承诺|保证|不得|不准|不能|不可|禁止|暂不)(?!因)[^，,。；;因]{0,10}(?:生育|怀孕|结婚|婚育|生孩子|生小孩|要孩子|恋爱)',
        '[一二两三四五六\\d]+年(?:之)?内(?:不|没有|无)(?:得|能|准|可|打算)?[^，,。；;]{0,3}(?:生育|怀孕|结婚|婚育|生孩子|要孩子|婚|孕)',
        `(?:怀孕|孕期|孕妇|哺乳期|备孕|孕产妇)(?:者|女性|女工|人员)?(?:${refused}|辞退|解除|自动离职)`,
        '(?:入职|应聘|录用|面试)[^，,。；;]{0,6}(?:孕检|查孕|妊娠)',
        '(?:无|没有)(?:小孩|孩子|子女|生育)[^，,。；;]{0,3}(?:拖累|优先|负担|计划|打算)',
        '(?:孩子|小孩)[^，,。；;]{0,5}岁以上(?:者)?优先',
      ].join('|'),
    ),
    unless: /不得因|不因|禁止因|不得以|不(?:得)?(?:询问|要求)/,
    source: '妇女权益保障法第43条、就业促进法第27条',
    advice: '删去婚姻、生育条件。',
  },
  {
    kind: 'ethnicity',
    pattern: new RegExp(
      `${only}[^，,。；;]{0,3}${someEthnicGroup}|${someEthnicGroup}(?:人|员工|者)?(?:优先|${refused})|${refusedFirst}[^，,。；;]{0,4}(?:${someEthnicGroup}|少数民族)|少数民族(?:人员|者)?${refused}|非少数民族`,
    ),
    unless: new RegExp(`${someEthnicGroup}(?:乡|自治|服饰|村寨|歌|舞|文化|语|话|医药)`),
    source: '人力资源市场暂行条例第24条、就业促进法第28条',
    advice: '删去民族条件；确需语言的，写“会讲××话”。',
  },
  {
    kind: 'religion',
    pattern: new RegExp(
      `(?:无|没有|不得有|不能有|不可有|不得|不能|不可|不|禁止)(?:信仰?)?(?:任何)?(?:宗教信仰|宗教|信?教(?:会|$))|(?:信教|有宗教信仰|宗教信仰|信徒|教徒)(?:者|人员|人士)?${refused}|${only}[^，,。；;]{0,3}(?:信仰|信[佛教]|佛教徒|基督徒|穆斯林|天主教|教徒)|${refusedFirst}[^，,。；;]{0,4}(?:信教|教徒|宗教)|非(?:宗教)?信教`,
    ),
    unless: /不限|场所|活动/,
    source: '人力资源市场暂行条例第24条',
    advice: '删去宗教信仰条件。',
  },
  {
    kind: 'household',
    pattern: new RegExp(
      `${only}[^，,。；;]{0,6}(?:户口|户籍|本地人|当地人|本[省市县]人)|(?:本[省市县地]|本乡镇|本镇|本乡|当地|城镇|城市|非农业?|农村)(?:户口|户籍)(?:者)?(?:优先|$)|(?:外地|外省|外县|外来|农村)(?:人员?|户口|户籍|务工人员)?(?:者)?${refused}|${refusedFirst}(?:外地|外省|外县|外来|农村)|(?:须|需|应)(?:有|具有|持|是)[^，,。；;]{0,4}(?:户口|户籍)`,
    ),
    unless: /不限|公益性|就业困难|零就业|脱贫|搬迁/,
    source: '就业促进法第31条和公平就业政策（由局里决定）',
    advice: '删去户籍条件；确需住在附近的，写“住处离单位近，能按时到岗”。',
  },
  {
    kind: 'health',
    pattern:
      /乙肝|两对半|乙型肝炎|表面抗原|HBsAg|澳抗|[大小]三阳|HIV|艾滋|病原携带|(?:病毒|传染病)携带者?/i,
    unless: /不(?:得|再|作|做|查|检|要求|含|限)|同等|一视同仁|疫苗|宣传|防治|防控|护理|检验岗/,
    source: '就业促进法第30条',
    advice: '删去病原携带和乙肝检测条件；食品、公共场所岗位写“持健康证”。',
  },
  {
    kind: 'disability',
    pattern: new RegExp(
      `(?:残疾|残障|肢残|聋哑|听障|视障|残疾人)(?:人|人员|人士|者)?(?:${refused}|免)|${refusedFirst}[^，,。；;]{0,4}(?:残疾|残障|聋哑)|(?:无|非|没有)(?:身体)?(?:残疾|残障)|(?:仅限|只招|限)(?:健全|身体健全)`,
    ),
    unless: /残疾军人|优先|不歧视|无障碍|安置/,
    source: '就业促进法第29条',
    advice: '删去对残疾人的排除；确有身体要求的，写明要求本身，如“能搬30斤、能登高”。',
  },
  {
    kind: 'deposit',
    pattern:
      /(?:[缴交收付扣押]|须|需|先)[^，,。；;]{0,8}(?:押金|保证金|风险金|抵押金|担保金|诚意金|服装费|工装费|工服费|培训费|报名费|建档费|中介费|入职费|介绍费|体检费|资料费)|(?:押金|保证金|风险抵?押?金|服装费|工装费|培训费|报名费|入职费|中介费)[^，,。；;]{0,4}[\d一二三四五六七八九两十百千]|扣(?:押|留)?[^，,。；;]{0,3}(?:身份证|证件|毕业证|学历证)|(?:身份证|证件|毕业证)[^，,。；;]{0,4}(?:扣押|抵押|由公司保管)|(?:须|需|提供|找)[^，,。；;]{0,4}(?:担保人|保证人)/,
    unless:
      /租|借用|三轮|电动车|车辆|设备|工具|宿舍|门禁|餐卡|饭卡|钥匙|水电|不[收交缴扣付需]|无需|无须|不用|免[收交费]|无押金|零押金|报销|(?:公司|单位|企业|学校)(?:承担|垫付|负责|代缴|支付|出)|客户|业主|租客|家长|学员|投标|游客|旅客|代收|收取(?:客|业)/,
    wholeSentence: true,
    source: '劳动合同法第9条',
    advice: '删去收费、押金、扣证件的条件；租用设备的押金写明租的是什么、何时退。',
  },
];
