const n = String;

export const portal = {
  title: '回到家乡，从一份合适的工作开始',
  lead: '把您在部队的专业、证照和经历，对上本县用人单位的岗位。合不合适、差什么、离家多远，都说清楚。',
  searchLabel: '岗位、单位或技能',
  searchExample: '如：驾驶员、电工、保安',
  steps: [
    { title: '登录', text: '账号由服务站开通，档案已经录好，不用再填一遍。' },
    { title: '看匹配', text: '岗位按合适程度排好，每一分怎么来的都能点开看。' },
    { title: '您来决定', text: '您点头之前，用人单位看不到您的任何信息。' },
  ],
  signInTitle: '看看哪些岗位适合您',
  signInText: '登录后，系统按您的档案和意向排好岗位。',
  noAccount: '还没有账号？请到就近的退役军人服务站开通，当场办好。',
  welcome: (name: string) => `${name}，您好`,
  welcomeText: '您已登录。',
  toWorkplace: '进入我的页面',
  comingFair: '近期招聘会',
  fairWhen: '时间',
  fairWhere: '地点',
  fairSize: (employers: number, positions: number, headcount: number) =>
    `${n(employers)} 家单位，${n(positions)} 个岗位，招 ${n(headcount)} 人`,
  wholeCounty: '全县',
  chooseTownship: '选择乡镇',
  township: '乡镇',
  nearTitle: (place: string, total: number) => `${place}有 ${n(total)} 个岗位在招人`,
  listTitle: (place: string, total: number) => `${place}有 ${n(total)} 个岗位在招人`,
  foundTitle: (place: string, query: string, total: number) =>
    `${place}有 ${n(total)} 个岗位与“${query}”有关`,
  noneHere: (place: string) => `${place}现在没有岗位在招人`,
  noneHereWhy: '单位报送新岗位后会出现在这里。附近乡镇可能有合适的。',
  noneFound: '没有找到相关的岗位',
  noneFoundWhy: '可能是词太长，或这个乡镇暂时没有。可以换个说法，或放宽到全县。',
  seeCounty: '看全县的岗位',
  amount: (min: number | null, max: number | null) => {
    if (min !== null && max !== null) return min === max ? n(min) : `${n(min)}–${n(max)}`;
    if (min !== null) return `${n(min)} 起`;
    return max === null ? '' : `最高 ${n(max)}`;
  },
  payUnits: { month: '元/月', day: '元/天', hour: '元/小时' },
  pay: '工资原文',
  headcount: (count: number) => `招 ${n(count)} 人`,
  headcountLabel: '招聘人数',
  anyEducation: '学历不限',
  educationAtLeast: (education: string) => `${education}及以上`,
  familyWelcome: '欢迎军属',
  ages: (min: number | null, max: number | null) => {
    if (min !== null && max !== null) return `${n(min)}–${n(max)} 岁`;
    if (min !== null) return `${n(min)} 岁以上`;
    return max === null ? '' : `${n(max)} 岁以下`;
  },
  clause: '，',
  veteranAge: (max: number) => `退役军人放宽到 ${n(max)} 岁`,
  offerTitle: '单位提供什么',
  askedTitle: '单位要求什么',
  dutiesTitle: '做什么',
  aboutEmployer: (employer: string) => `关于${employer}`,
  address: '地址',
  workplace: '工作地点',
  shift: '班制',
  lodging: '食宿',
  insurance: '社保',
  veteranPriority: '优待退役军人',
  education: '学历',
  age: '年龄',
  licences: '驾驶证',
  certificates: '须有证书',
  preferred: '有则优先',
  skills: '技能',
  seeMyFit: '我合适吗',
  signInForFit: '登录，看我合不合适',
};
