/**
 * How conditions are worded, as parts of patterns: they are put together in the rule files. All gaps
 * are bounded, so that no text can make a pattern slow.
 */

/** Before the ones who are wanted: 限女性, 只招男的, 优先考虑男性. */
export const only =
  '(?:仅限于?|只限于?|(?<![不无权期年])限(?:招|定为?|于)?|[仅只专](?:招收?|收|聘用?|要(?!求)|考虑|录用?|面向|安排|接收|适合|用|留|请|找)|必须(?:是|为|要)?|[须需应](?:为|是)|要求(?:是|为)?|最好(?:是|要|为)?|首选|(?:更|较|最|比较|岗位|工作)适合|优先(?:录用|考虑|招收?|选用))';

/** The same, said without stress; what is wanted follows at once: 招女服务员, 要男的. */
export const wanted =
  '(?:[急诚]?[招聘找]收?|(?<![不主重次])要|(?<![无不])[需须]要?)(?:[招聘用收找])?(?:[\\d一二两三四五六七八九十几]{1,3}[名个位])?';

/** Before the ones who are not: 不要女的. */
export const refusedFirst =
  '(?:不招收?|不要(?!求)|不收|不录用?|不接[收受]|不考虑|不聘用?|不用(?=[男女外本])|不欢迎|暂不招收?|谢绝|拒绝|拒[收招]|禁招|勿招|莫要)';

/** After them: 女的勿扰, 孕妇请勿投简历. */
export const refused =
  '(?:的话|者|都|均|一律|一概|概|全部|请|暂时?|先|就|也|还是|莫|自觉){0,3}(?:[勿慎][投扰试来进报入](?:简历|递|名)?|勿应聘|不招(?![呼待])收?|不要(?![求钱紧怕押])来?|不收(?![费钱取])|不录(?![像音入])|不予(?:录[用取]|考虑|接[收受]|聘用)|不接[收受]|不考虑|不合适|不行|不聘|不能报|不得报|不用来|不必来|谢绝|除外|免[谈投扰进来]|免$|绕道|止步|别[来投报找]|[莫休][来扰想]|拒绝?$|拒[收招]|绕行|pass)';

/** After the ones who come first; 优先安排 is a benefit, not a condition. */
export const preferred =
  '(?:者|人士|人员)?(?:最|更|尤)?(?:优先(?!安排|解决|照顾|排[班房]|发放|享|分[房配]|调休|入住|办理|提供|使用|购|保障|通道|窗口|服务|接待|就诊|乘)|(?<!优)先(?:招|录|安排)|优选|为主|为佳|为宜|佳$|好$|较好|吃香|加分)';

/** Begins what is to be done for others; it is not asked of those who apply. */
export const duty =
  '^(?:负责|协助|配合|做好|开展|受理|办理(?!入职|手续)|登记|核[对查实]|采集|统计|整理|维护|催[收缴]|代收|接待|照[顾看料]|护理|宣传|引导|落实)';
