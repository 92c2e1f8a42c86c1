import { PhraseIndex, readingsOf, Segmenter, statedIn } from '@xincheng/search/text';
import { describe, expect, it } from 'vitest';

const words =
  '电焊、气割、叉车、叉车证、开车、修车、开货车、驾照、C1、B2、低压电工证、高压电工、保安员证、健康证、做饭、面点、红案、销售、保安、无人机、CAD、电脑、会计、记账、值班、消防、文员、养猪、焊工、焊工证、炊事员、司机、电工、电工证、记录、挖掘机、装载机、推土机';

const list = words.split('、');
const index = new PhraseIndex<string>(new Segmenter(list));
for (const word of list) index.add(word, word);

const statedWords = (text: string) => statedIn(text, index).flatMap(({ values }) => values);
const standings = (text: string) =>
  readingsOf(text, index).map(({ values, standing }) => `${values.join()} ${standing}`);

/** Sentence | the words that it states or prefers, joined by 、. */
const sentences = `
会电焊、气割|电焊、气割
不会电焊|
不会电焊、气割|
电焊、不会开车|电焊
面点、不会记账|面点
电焊、气割不会|
不懂电脑|
没学过电焊|
没有学过电焊、气割|
从来没有自己开过叉车|
没干过电焊，干过销售|销售
不会电焊，会开叉车|叉车
不会电焊；开过叉车|叉车
不会开车但会修车|修车
不会开车不过会修车|修车
不会开车而是修车|修车
不会电焊会开叉车|叉车
不会做饭、会电焊|电焊
没开过挖掘机、开过装载机|装载机
不是不会电焊|电焊
不是不懂电脑，是打字慢|电脑
并非没干过销售|销售
在炊事班不得不做饭|做饭
不但会电焊，还会气割|电焊、气割
不仅会开车，修车也行|开车、修车
不太会电脑|
不怎么会做饭，会一点面点|面点
电焊不会，叉车会一点|叉车
电焊、气割都不会，会叉车|叉车
开车会、电焊不会|开车
电焊没学过|
叉车证还没拿到|
想学电焊|
想学电焊；开过叉车|叉车
一直想学修车|
打算考叉车证|
准备考低压电工证|
正在考低压电工证|
电工证正在考|
焊工证在考，挖掘机会开|挖掘机
正在学挖掘机、装载机|
刚学电焊三个月|
对无人机感兴趣|
无人机感兴趣，文员做过|文员
希望能学面点|
愿意学叉车|
计划考电工证，现在做保安|保安
想做保安|
无电焊经验|
无经验，会做饭|做饭
缺乏销售经验|
有C1|C1
以前有C1，已注销|
C1已注销|
叉车证已过期|
有B2，但已被吊销|
电工证过期没复审|
低压电工证（已过期），会值班|值班
有叉车证，驾照丢了|叉车证
以前做过会计，账还会做|会计
无需驾照|
无须叉车证，懂CAD|CAD
不要求会开车|
不要求持有电工证|
驾照不要求|
不需要健康证，有保安员证|保安员证
非保安岗位|
非销售类岗位，要会电脑|电脑
有驾照优先|驾照
持叉车证、会电脑者优先|叉车证、电脑
优先录用会电焊的|电焊
不会开车勿扰|开车
无保安员证者不予录用|保安员证
不会电脑的请绕道|电脑
未取得焊工证不得上岗|焊工证
禁止开叉车|
值班期间不得开车|值班
无犯罪记录、保安员证|保安员证
无不良嗜好、会开车|开车
录用前查无犯罪记录，会值班|值班
身体好、无不良记录、会写记录|记录
没有交通事故，开货车八年|开货车
会无人机|无人机
社会招聘保安、司机|保安、司机
参加会议记录，管消防|记录、消防
开会值班|值班
学会了电焊和气割|电焊、气割
只会做饭|做饭
不会讲壮话，会修车|修车
不想做销售，做过文员|文员
谢绝司机|
有会计证、懂记账|会计、记账
`
  .trim()
  .split('\n')
  .map((line): [string, string] => {
    const [text = '', expected = ''] = line.split('|');
    return [text, expected];
  });

describe('what a text states', () => {
  it('is tried on enough sentences', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(60);
  });

  it.each(sentences)('%s → %s', (text, expected) => {
    expect(statedWords(text).join('、')).toBe(expected);
  });

  it('says how the text stands to each word', () => {
    expect(standings('有驾照优先，不会电焊，想学叉车，以前有C1，已注销，会修车')).toEqual([
      '驾照 preferred',
      '电焊 denied',
      '叉车 wished',
      'C1 lost',
      '修车 stated',
    ]);
  });

  it('keeps the places of the words in the text as given', () => {
    const text = '😀ＣＡＤ会用，　Ｃ１驾驶；不会电焊';
    const spans = readingsOf(text, index).map(({ start, end }) => text.slice(start, end));
    expect(spans).toEqual(['ＣＡＤ', 'Ｃ１', '电焊']);
  });

  it('stays fast on a long text without pauses', () => {
    const text = '不会电焊、会开叉车'.repeat(12_000);
    const begin = performance.now();
    expect(readingsOf(text, index)).toHaveLength(24_000);
    expect(performance.now() - begin).toBeLessThan(3000);
  });
});
