const n = String;
const byCode = (labels: Record<string, string>) => labels;

/** The page on the search index, for those who look after the system. */
export const searchIndex = {
  lead: '大家查岗位时由谁来查、查到的是不是最新的。出了毛病，岗位照样查得到。',
  own: '现在由内置检索回答',
  ownWhy: '没有设置检索服务器，岗位由系统自己查。内置检索随岗位变化，没有索引要重建。',
  server: '现在由检索服务器回答',
  serverWhy: '检索服务器应答正常。',
  standIn: '现在由内置检索代答',
  states: byCode({
    answers: '检索服务器刚才没有答上来，几秒后再试。岗位一个不少，不影响查找。',
    no_index: '检索服务器上还没有索引，建好以后会自动用上。岗位一个不少，不影响查找。',
    silent:
      '检索服务器没有应答。岗位一个不少，不影响查找；请告诉管理服务器的人，看看它是不是开着、网络通不通。',
    refused:
      '检索服务器不认我们的密钥。岗位一个不少，不影响查找；请告诉管理服务器的人，核对 MEILI_KEY 的设置。',
  }),
  now: '现在的情况',
  positions: '在招岗位',
  positionCount: (count: string) => `${count} 个`,
  waiting: '等写入的变动',
  nothingWaits: '没有，都已写入',
  waits: (count: string, since: string) => `${count} 处，最早的一处在${since}`,
  seconds: (count: number) => `${n(count)} 秒前`,
  minutes: (count: number) => `${n(count)} 分钟前`,
  hours: (count: number) => `${n(count)} 小时前`,
  days: (count: number) => `${n(count)} 天前`,
  rebuilt: '上次重建',
  rebuiltAt: (when: string, count: string) => `${when}，写入 ${count} 个岗位`,
  rebuiltNever: '还没有建过',
  compared: '上次核对',
  comparedSame: (when: string) => `${when}，和数据库完全一致`,
  comparedMended: (when: string, count: string) => `${when}，有 ${count} 处不一致，已补正`,
  comparedNever: '还没有核对过，每天夜里核对一次',
  building: '正在建索引',
  rebuilding: '正在重建索引',
  asked: '已经安排重建，马上开始',
  workNote: '这一页会自己刷新，也可以先去做别的。重建好以前，查找照常。',
  refresh: '刷新，看进度',
  faultTitle: (when: string) => `${when}出过一次错`,
  faultOver: '后来已经恢复，不用再做什么。',
  faults: byCode({
    unreachable: '检索服务器连不上。系统会自己再试；一直这样，请告诉管理服务器的人。',
    key: '检索服务器不认我们的密钥。请管理服务器的人核对 MEILI_KEY 的设置，改好后重启系统。',
    space: '检索服务器的磁盘满了。请管理服务器的人腾出空间；系统会自己再试。',
    positions:
      '有岗位的内容检索服务器不收，别的岗位已经写入。系统会自己再试；一直这样，请重建一次。',
    other: '检索服务器没有办成。系统会自己再试；一直这样，请重建一次，或告诉管理服务器的人。',
  }),
  rebuildTitle: '重建索引',
  rebuildWhy:
    '平时不用重建。查到的岗位和实际对不上，或者换了检索服务器，再重建一次。重建好以前，查找照常。',
  rebuild: '重建',
  askTitle: '现在重建检索索引？',
  ask: (count: string) =>
    `${count} 个在招岗位会重新写一遍，要几秒到几分钟。重建好以前，原来的照常使用，不影响查找。`,
  yes: '重建',
  no: '先不重建',
  done: '已经安排重建。',
};
