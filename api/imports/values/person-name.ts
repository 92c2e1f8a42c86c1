import { ranks, readEthnicity, readPlacementMode, readPolitical } from './codes.ts';
import { readEducation } from './education.ts';
import { halfWidth, plainText, saysNone } from './text.ts';

export interface ReadName {
  /** Null when nothing is written. */
  readonly name: string | null;
  /** What stood in brackets behind the name: 已故, 女, 曾用名… */
  readonly remark: string | null;
  /** Does not look like a name at all. */
  readonly unclear: boolean;
}

/** Surnames that cover nearly everybody, those of the south-west among them; double ones first. */
const doubleSurnames =
  '欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 司空 端木 南宫 百里 呼延 拓跋';
const singleSurnames =
  '李王张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹' +
  '段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁' +
  '冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄' +
  '丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云' +
  '容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亚呙弄潭零磨侬闭';
const surnames = new RegExp(`^(${doubleSurnames.replaceAll(' ', '|')}|[${singleSurnames}])`, 'u');

/** Han characters, those outside the BMP too, and the dots of names like 买买提·阿不都. */
const shape =
  /^(?:[\p{Script=Han}〇]{2,8}|[\p{Script=Han}〇]{1,10}(?:·[\p{Script=Han}〇]{1,10}){1,4})$/u;
const latin = /^[A-Za-z][A-Za-z' .·-]{1,39}$/;

/** Reads a name: blanks inside it are typing, between Latin words they belong to it; a remark is split off. */
export function readName(text: string): ReadName {
  const [, before = '', remark = null] =
    /^([^（(]*)[（(]([^）)]*)[）)]?\s*$/.exec(plainText(text) ?? '') ?? [];
  const written = remark === null || before.trim() === '' ? text : before;
  // Characters of radical tables and compatibility areas look like the proper ones, and are no others.
  const name = plainText(written)
    ?.normalize('NFKC')
    .replace(/[•・‧．●﹒･∙⋅]|(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·')
    .replace(/(?<![A-Za-z])\s+|\s+(?![A-Za-z])/g, '');
  if (name === undefined || saysNone(name)) return { name: null, remark: null, unclear: false };
  return {
    name,
    remark: remark === null || before.trim() === '' ? null : remark.trim(),
    unclear: looksLikeName(name) === false,
  };
}

/** True: surely a name; false: surely none; null: it may be one. */
export function looksLikeName(text: string): boolean | null {
  const plain = halfWidth(text)
    .replace(/\s/g, '')
    .replace(/\([^()]*\)?$/, '');
  if (latin.test(plain)) return null;
  if (!shape.test(plain)) return false;
  const isWord =
    readEthnicity(plain) !== null ||
    ranks.test(plain) ||
    notNames.test(plain) ||
    (plain.length > 2 && readEducation(plain).code !== null) ||
    (plain.length > 3 && (readPolitical(plain) !== null || readPlacementMode(plain) !== null));
  if (isWord) return false;
  const hasSurname = surnames.test(plain) && [...plain].length <= 4;
  if (notEndings.test(plain)) return hasSurname && plain.length <= 3 ? null : false;
  return hasSurname ? true : null;
}

const notNames =
  /^(男|女|群众|党员|团员|本科|大专|中专|高中|初中|小学|研究生|陆军|海军|空军|火箭军|武警|消防|战略支援部队|已婚|未婚|离异|健康|良好|同意|愿意|不详|同上|合计|小计|自主就业|安排工作|退役军人|义务兵|农业|城镇|农村)$/;
const notEndings = /(镇|乡|街道|社区|村|县|市|省|公司|班长|司机|[工员]|证)$/;
