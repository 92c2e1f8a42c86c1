const n = String;
const byCode = (labels: Record<string, string>) => labels;

/** How the ranking works: the public page, and the words for its numbers on staff pages. */
export const ranking = {
  title: '岗位是怎么排先后的',
  lead: '排序只为帮您少走弯路，最后由您决定。每个人用同一套规则，规则和分数都写在这一页。',
  gatesTitle: '先看条件，再算分',
  gatesText:
    '先过条件。有一条不符，这个岗位就不推荐给您；但点开岗位，会告诉您是哪一条、谁定的、能不能补。条件只分过与不过，不加分也不扣分。档案里没有登记的，不会当成不符合。',
  setBy: '谁定的',
  setByNames: { position: '单位', law: '法律法规', person: '您本人' },
  gateNotes: byCode({
    closed: '停招、招满的岗位不推荐。',
    licence: '准驾车型高的抵低的。写“C1 或 B2”的，有一样就行。',
    certificate: '写明几种都可以的，有一种就行。健康证入职前办好即可，不算不符。',
    age: '单位给退役军人放宽的，按放宽的算。',
    education: '高中、中专、职高、技校算同一档。',
    family: '只看单位收不收军属。',
    distance: '按直线距离，超过您写的公里数才不推荐。',
    shift: '您说不倒班，才不推荐倒班的。',
    lodging: '您说不住单位，才不推荐必须住单位的。',
    pay: '您勾了“低于这个数就不考虑”，才不推荐。没勾只是少几分。',
    restriction: '您勾了不能做的活，岗位里写到了就不推荐。',
  }),
  partsTitle: (full: number) => `分数由四部分相加，满分 ${n(full)} 分`,
  partsCaption: '分数的四个部分、最多几分、看什么',
  part: '部分',
  most: '最多',
  partNotes: byCode({
    skills: '岗位要用的技能，您会不会、会到什么程度',
    occupation: '您想做的、您专业和经历通常能做的，与这个岗位近不近',
    distance: '从您住的村镇到工作地点的路程',
    terms: '工资、班次、食宿、入职要的证明与您的意向',
  }),
  exampleTitle: '举个例子',
  exampleText:
    '小韦当了六年汽车兵，想找月薪 5000 元的工作。一家物流公司招货车司机，要会开货车，平时兼做车辆保养，白班，不管住。小韦的驾驶证、年龄都符合。他这样得分：',
  exampleSkills: (units: number, first: number, second: number, each: number, less: number) =>
    `岗位要的技能共 ${n(units)} 份：开货车占 ${n(first)} 份，保养占 ${n(second)} 份。开货车要求会做，小韦熟练，每份 ${n(each)} 分；保养他了解，每份 ${n(less)} 分。`,
  exampleOccupation: (max: number, percent: number) =>
    `货车司机是汽车兵回来最常做的职业，按 ${n(percent)}% 算：${n(max)} × ${n(percent)}%。`,
  exampleDistance: (km: number, max: number, percent: number) =>
    `路程 ${n(km)} 公里，按 ${n(percent)}% 算：${n(max)} × ${n(percent)}%。`,
  exampleTerms: (share: number, pay: number, shift: number, lodging: number, papers: number) =>
    `工资是他想要的 ${n(share)}%，得 ${n(pay)} 分；白班得 ${n(shift)} 分；不管住得 ${n(lodging)} 分；不用另办证明得 ${n(papers)} 分。`,
  exampleSum: '合计',
  exampleNote:
    '百分比乘出来有零头的，零头舍去，所以每一项都是整数。两个岗位分数相同，按编号排，不看别的。',
  scalesTitle: '每一部分怎么给分',
  scalesText: '想细看的，点开下面各条。数字由县局定，改了会在本页写明。',
  skillsSummary: '技能：要求到什么程度，会到什么程度',
  skillsText: (units: number, most: number) =>
    `岗位要的技能合起来分成 ${n(units)} 份，越是主要的活占的份数越多；只是“优先”的证书也占几份。每份最多 ${n(most)} 分：`,
  skillsCaption: '每份技能给几分',
  required: '岗位要求',
  requiredLevels: ['岗位里提到', '写明要会', '写明要熟练或独立'],
  haveLevels: ['没有', '了解', '会做', '熟练'],
  skillsNote: (nothing: number, years: number) =>
    `同一行当里有别的本领的，按“了解”算。服役满 ${n(years)} 年，或军衔较高的，专业技能高算一级。岗位没写要什么技能的，人人得 ${n(nothing)} 分。`,
  occupationSummary: '岗位对口：从哪里看出您能做',
  occupationText: (max: number) => `取最有把握的一条，乘以 ${n(max)} 分：`,
  occupationCaption: '从哪里看出、按百分之几算、最多几分',
  from: '从哪里看出',
  percent: '按百分之几',
  points: '最多几分',
  sources: {
    intent: '您最想做的就是它',
    intentLater: '您也想做它',
    speciality: '您的军事专业最常去的职业',
    certificate: '您的证书对应的职业',
    experience: '您的经历、特长里提到',
    open: '不用学就能上手的岗位，人人都有',
    veteran: '看重服过役的岗位，当过兵的都有',
    light: '稍学就会的岗位，人人都有',
  },
  specialityNote: (step: number) => `军事专业对应几个职业的，每往后一个少 ${n(step)}%。`,
  closeText: '想做的、能做的和岗位不是同一个职业，但相近的，再打一次折：',
  closeCaption: '职业相近的，按百分之几算',
  closeness: '两个职业',
  sameSmallClass: '《职业分类大典》同一小类',
  sameMiddleClass: '《职业分类大典》同一中类',
  sameTrade: '同一行当',
  relatedText: '不同行当之间常有人转行的，按下面的百分比算：',
  relatedPair: (one: string, other: string, percent: number) => `${one}与${other} ${n(percent)}%`,
  distanceSummary: '离家远近：路程越近分越高',
  distanceText: (max: number, road: number) =>
    `最多 ${n(max)} 分。路程按直线的 ${n(road)}% 估算；两档之间按比例。`,
  distanceCaption: '路程和得分',
  road: '路程',
  atKm: (km: number) => `${n(km)} 公里`,
  termsSummary: '待遇与意愿：工资、班次、食宿',
  termsText: (pay: number, shift: number, lodging: number, papers: number) =>
    `工资最多 ${n(pay)} 分，班次最多 ${n(shift)} 分，食宿最多 ${n(lodging)} 分，入职要的健康证已有或不用的得 ${n(papers)} 分。`,
  payCaption: '工资和得分',
  payShare: '单位给的占您想要的',
  payAtLeast: (share: number) => (share === 0 ? '更少' : `${n(share)}% 以上`),
  payUnknown: '单位没写工资',
  payNoWish: '您没写想要多少',
  shiftCaption: '班次和得分',
  shift: '班次',
  shiftAccepted: '您愿意倒班或没想好',
  shiftRefused: '您不倒班',
  shifts: byCode({ day: '白班', early: '早班', away: '出车在外', rotating: '倒班、夜班' }),
  lodgingText: (bed: number, none: number) =>
    `有地方住而您不反对的得 ${n(bed)} 分，其他得 ${n(none)} 分。`,
  nearTitle: '“补上就能去”和“再办一个证”是怎么算的',
  nearText:
    '只差一两个条件、都能靠考证或换证补上，而且活儿对口的岗位，单列在“补上就能去”里，不混进排序。每个证能多出几个岗位，是假定您已经有了它，把现在招人的岗位重新排一遍数出来的，不是估的。',
  neverTitle: '什么从不计分',
  neverText: '下面这些不进条件，也不进分数：',
  never: [
    '性别、民族、宗教、政治面貌、户籍',
    '婚育和家庭情况',
    '疾病、残疾和身体状况',
    '部队番号、驻地、立功受奖',
    '单位有没有付钱、工作人员认不认识您',
  ],
  neverNote:
    '岗位里写了违法条件的，先退回单位改正，改好才上架。工作人员改不了某个人的分，只能改人人都用的规则，而且要写明理由。觉得分数不对，可以请服务站更正档案，也可以在“我的档案”里去掉读错的技能。',
  refuseTitle: '不想被自动排序也可以',
  refuseText:
    '《个人信息保护法》第二十四条给您这个权利。登录后打开“我的档案”，点“不要自动排序”。以后只按离家远近列出您符合条件的岗位，不打分。随时可以恢复。',
  toProfile: '去我的档案',
  seenTitle: '您同意了，单位才看得到',
  seenText:
    '每一家单位都要您单独同意（个人信息保护法第二十三条）。同意后看到的是摘要：隐去名字的姓氏、年龄、学历、乡镇、专业、服役年限、技能、证照和脱敏的手机号。身份证号、住址、部队信息，任何单位都看不到。您随时可以撤回，撤回后立即看不到。',
  versionTitle: '规则是哪一版，改过什么',
  version: (day: string, change: string) => `现在用的是第 ${change} 版，${day}有效。`,
  versionText: (version: string) => `现在用的是 ${version} 版。`,
  counts: (skills: number, specialities: number, occupations: number, certificates: number) =>
    `对照表里有 ${n(skills)} 项技能、${n(specialities)} 个军事专业、${n(occupations)} 个职业、${n(certificates)} 种证书，由县退役军人事务局维护，每次改动都留下是谁、什么时候、为什么。`,
  changesTitle: '权重的改动，新的在前',
  noChanges: '上面的权重从启用以来没有改过。',
};
