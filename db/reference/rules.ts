import { accessRules } from './access-rules.ts';
import { rule, type ShippedRule } from './rule.ts';

const placement = '退役军人安置条例（国务院、中央军委令第787号）';
const employment = '中华人民共和国就业促进法';
const pipl = '中华人民共和国个人信息保护法';

/** Rules of law that ship with the product, one row per rule and period of validity. */
export const shippedRules: readonly ShippedRule[] = [
  ...accessRules,
  // Reporting and placement.
  rule(
    'report.due',
    '报到期限',
    placement,
    '第五十一条',
    '自主就业退役军人自被批准退出现役之日起三十日内报到；其他退役军人按规定时间报到',
    '2024-09-01',
    true,
    { days: 30 },
  ),
  rule(
    'report.overdue',
    '逾期报到',
    placement,
    '第五十一条',
    '无正当理由超过规定时间三十日不报到的，视为放弃安置待遇；是否放弃由人认定，系统不自动判定',
    '2024-09-01',
    true,
    { days: 30 },
  ),
  rule(
    'placement.bonus',
    '立功受奖增发一次性退役金',
    placement,
    '第二十二条',
    '获得勋章、荣誉称号的增发 25%，一等战功、一级表彰 20%，二等战功、一等功、二级表彰 15%，三等战功、二等功 10%，四等战功、三等功 5%',
    '2024-09-01',
    true,
    {
      percent: {
        勋章: 25,
        荣誉称号: 25,
        一等战功: 20,
        一级表彰: 20,
        二等战功: 15,
        一等功: 15,
        二级表彰: 15,
        三等战功: 10,
        二等功: 10,
        四等战功: 5,
        三等功: 5,
      },
    },
  ),
  // Taxes.
  rule(
    'tax.enterprise',
    '企业招用自主就业退役士兵税收扣减',
    '财政部 税务总局 退役军人事务部公告2023年第14号',
    null,
    '签订一年以上合同并缴纳社会保险的，三年内每人每年定额扣减 6000 元，省级可上浮至多 50%',
    '2023-01-01',
    false,
    { yuanPerYear: 6000, provincialUpliftMaxPercent: 50, months: 36 },
    '2027-12-31',
  ),
  rule(
    'tax.selfEmployed',
    '自主就业退役士兵从事个体经营税收扣减',
    '财政部 税务总局 退役军人事务部公告2023年第14号',
    null,
    '三年内每户每年 20000 元限额扣减，省级可上浮至多 20%',
    '2023-01-01',
    false,
    { yuanPerYear: 20000, provincialUpliftMaxPercent: 20, months: 36 },
    '2027-12-31',
  ),
  // Fairs and positions.
  rule(
    'fair.yearly',
    '专场招聘会',
    placement,
    '第六十七条',
    '县级以上人民政府每年至少组织一次退役军人专场招聘活动',
    '2024-09-01',
    true,
    { perYear: 1 },
  ),
  rule(
    'position.discrimination',
    '招聘条件不得歧视',
    '人力资源市场暂行条例',
    '第二十四条',
    '招聘信息不得含有民族、种族、性别、宗教信仰等方面的歧视性内容',
    '2018-10-01',
  ),
  rule(
    'position.marital',
    '婚姻、生育状况不得作为录用条件',
    '中华人民共和国妇女权益保障法',
    '第四十三条',
    '招录时不得将限制结婚、生育或者婚姻、生育状况作为录用条件，不得将妊娠测试作为入职体检项目，不得限定为男性或者规定男性优先；国家另有规定的除外',
    '2023-01-01',
  ),
  rule(
    'position.health',
    '不得以携带传染病病原为由拒绝录用',
    employment,
    '第三十条',
    '用人单位不得以劳动者是传染病病原携带者为由拒绝录用，法律另有规定的除外',
    '2008-01-01',
  ),
  rule(
    'position.disability',
    '不得歧视残疾人',
    employment,
    '第二十九条',
    '用人单位招用人员不得歧视残疾人',
    '2008-01-01',
  ),
  rule(
    'position.deposit',
    '不得扣押证件、要求担保或收取财物',
    '中华人民共和国劳动合同法',
    '第九条',
    '用人单位招用劳动者，不得扣押居民身份证和其他证件，不得要求提供担保或者以其他名义收取财物',
    '2008-01-01',
  ),
  // 条例 24 does not name the household register: the bureau decides by policy.
  rule(
    'position.household',
    '户籍限制请改正',
    '公平就业政策，由退役军人事务局决定',
    null,
    '条例第二十四条没有列明户籍；限定户籍、籍贯的，请单位改正，确有需要的由退役军人事务局决定。农村劳动者进城就业，就业促进法第三十一条规定不得设置歧视性限制',
    '2008-01-01',
    false,
  ),
  // Personal data.
  rule(
    'privacy.consent',
    '向单位提供个人信息',
    pipl,
    '第二十三条',
    '向用人单位提供个人信息，须告知接收方并取得本人单独同意；同意可以撤回',
    '2021-11-01',
  ),
  rule(
    'privacy.automated',
    '自动化排序',
    pipl,
    '第二十四条',
    '自动化决策应当透明、结果公平；本人有权要求说明，也有权拒绝',
    '2021-11-01',
  ),
];
