// Writes the table of readings that the customer search is built on.
//   npm ci && npm run build
// Sources: pinyin-pro (MIT) for readings and surname readings, OpenCC's character table (Apache-2.0, through opencc-js)
// for traditional -> simplified. The result is text so that a change of it can be read in a diff.
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { Converter } from 'opencc-js';

const target = new URL('../../src/Modules/Customers/Search/pinyin.txt', import.meta.url);
const isChinese = c => /\p{Script=Han}/u.test(c);
// Typed without a dot over the u: lü is lv on a keyboard.
const plain = syllable => syllable.replaceAll('ü', 'v').toLowerCase();
const isSyllable = s => /^[a-z]{1,6}$/.test(s) && !['m', 'n', 'ng', 'hm', 'hng', 'g', 'q'].includes(s);

// Two readings are kept: a third is rare enough to bring more strangers than friends. These few deserve theirs.
const atMost = new Map([...'参差']. map(c => [c, 3]));
// Readings that dictionaries list and nobody uses in a name.
const never = new Set(('石dan 沈chen 贾gu 呢ni 绿lu 家gu 家jie 亲qing 车ju 大dai 思sai 女ru 红gong 紅gong 若re 泽shi 信shen 南na 广an 无mo 景ying ' +
  '硕shi 络lao 育yo 能nai 许hu 齐ji 孙xun 莎suo').split(' '));

// Where a surname is read otherwise than the character, the first is the usual one.
const surnames = Object.entries({
  曾: 'zeng', 单: 'shan', 仇: 'qiu', 解: 'xie', 查: 'zha', 区: 'ou', 任: 'ren', 朴: 'piao pu', 盖: 'ge gai', 翟: 'zhai di', 覃: 'qin tan',
  乐: 'yue le', 隗: 'wei kui', 员: 'yun', 繁: 'po', 缪: 'miao', 祭: 'zhai', 秘: 'bi', 黑: 'he', 折: 'she', 召: 'shao', 都: 'du', 牟: 'mu mou',
  粘: 'nian', 种: 'chong', 晟: 'cheng sheng', 谌: 'chen shen', 宓: 'mi fu', 洗: 'xian', 冼: 'xian', 角: 'jue', 能: 'nai', 适: 'kuo', 瞿: 'qu',
  幺: 'yao', 藏: 'zang', 臧: 'zang', 郇: 'xun huan', 令: 'ling', 过: 'guo', 车: 'che', 尹: 'yin', 燕: 'yan', 宁: 'ning', 葛: 'ge', 句: 'gou',
  万: 'wan', 尉: 'wei yu', 俟: 'qi', 石: 'shi', 沈: 'shen', 贾: 'jia', 长: 'chang zhang', 纪: 'ji', 应: 'ying', 夏: 'xia', 哈: 'ha', 那: 'na',
  曲: 'qu', 卜: 'bu', 褚: 'chu', 佟: 'tong', 逄: 'pang', 阙: 'que', 郗: 'xi chi', 钭: 'tou', 璩: 'qu', 訾: 'zi', 厍: 'she', 於: 'yu', 蔚: 'yu wei',
  撒: 'sa', 宿: 'su', 相: 'xiang', 占: 'zhan', 郦: 'li', 笪: 'da', 辟: 'pi bi', 洪: 'hong', 干: 'gan', 艾: 'ai', 强: 'qiang jiang', 载: 'dai zai',
  重: 'chong', 教: 'jiao', 行: 'xing', 不: 'fou', 仉: 'zhang', 妫: 'gui', 亓: 'qi', 麴: 'qu', 莘: 'shen xin', 丁: 'ding', 红: 'hong', 华: 'hua',
});

const compounds = ('欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
  '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 ' +
  '东郭 南门 羊舌 微生 公户 公仪 梁丘 公仲 左丘 公伯 西门 第五 公乘 东里 即墨 达奚 褚师 单于 纳兰 完颜 叶赫 爱新觉罗').split(' ');
const compoundReading = { 万俟: 'mo qi', 尉迟: 'yu chi', 单于: 'chan yu', 澹台: 'tan tai', 长孙: 'zhang sun', 乐正: 'yue zheng', 亓官: 'qi guan', 子车: 'zi ju', 令狐: 'ling hu', 鲜于: 'xian yu', 宰父: 'zai fu', 夹谷: 'jia gu', 拓跋: 'tuo ba', 颛孙: 'zhuan sun', 谷梁: 'gu liang', 公冶: 'gong ye', 濮阳: 'pu yang' };

// Words of places and companies whose characters are read otherwise than alone.
const words = ('银行 重庆 长沙 长春 长江 长城 长安 长治 长乐 长宁 音乐 厦门 大厦 广厦 成都 都市 首都 六安 蚌埠 丽水 台州 番禺 尉犁 乐清 乐亭 东莞 会计 ' +
  '中行 建行 农行 工行 商行 行业 车行 洋行 同行 朝阳 朝晖 重阳 重工 供给 调味 传奇 传媒 传统 单车 菜单 数量 质量 测量 重量 度假 还原 参茸 人参 ' +
  '西藏 宝藏 收藏 珍藏 藏族 大连 解放 调料 调查 石家庄 都江堰 会稽 郫都 大都会 华都 百乐 快乐 娱乐 乐器 曲阜 歙县 亳州 泌阳 浚县 繁峙 红磡 监利 蔚县 ' +
  '校对 盛世 丰盛 昌盛 茂盛 强盛 兴盛 和平 和谐 温和 供应 提供 兴旺 复兴 中兴 新兴 振兴 兴业 高兴 将军 便利 方便 便民 分析 成分 正月 正大').split(' ');

const readings = new Map();           // character -> syllables, the common one first
for (let code = 0x3400; code <= 0x9fff; code++) {
  const c = String.fromCharCode(code);
  const all = pinyin(c, { multiple: true, toneType: 'none', type: 'array' }).map(plain);
  const kept = [...new Set(all)].filter(s => isSyllable(s) && !never.has(c + s)).slice(0, atMost.get(c) ?? 2);
  if (kept.length) readings.set(c, kept);
}
readings.set('嗯', ['en']);

const bySyllable = new Map();
for (const [c, list] of readings)
  list.forEach((s, rank) => {
    if (!bySyllable.has(s)) bySyllable.set(s, ['', '']);
    bySyllable.get(s)[rank === 0 ? 0 : 1] += c;
  });

const toSimplified = Converter({ from: 't', to: 'cn' });
let traditional = '';
for (let code = 0x3400; code <= 0x9fff; code++) {
  const c = String.fromCharCode(code), s = toSimplified(c);
  if (s !== c && [...s].length === 1 && s.length === 1 && isChinese(s)) traditional += c + s;
}

const read = (word, mode) => pinyin(word, { toneType: 'none', type: 'array', ...mode }).map(plain);
const lines = [
  '# Readings of Chinese characters. Written by scripts/pinyin/build.mjs; do not edit.',
  '# Readings: pinyin-pro 3.29.4, MIT. Traditional to simplified: opencc-js 1.4.2, Apache-2.0. See pinyin.licences.txt.',
  '# r syllable, characters read so first, characters read so second · s surname and its readings · c compound surname · w word · t traditional-simplified pairs',
  ...[...bySyllable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([s, [first, second]]) => `r\t${s}\t${first}\t${second}`),
  ...surnames.filter(([c, r]) => r !== readings.get(c)?.[0]).map(([c, r]) => `s\t${c}\t${r}`),
  ...compounds.map(c => `c\t${c}\t${compoundReading[c] ?? read(c, { surname: 'all' }).join(' ')}`),
  ...words.map(w => [w, read(w)]).filter(([w, r]) => [...w].some((c, i) => r[i] !== readings.get(c)?.[0])).map(([w, r]) => `w\t${w}\t${r.join(' ')}`),
  `t\t${traditional}`,
];
writeFileSync(target, lines.join('\n') + '\n');
console.log(`${readings.size} characters, ${bySyllable.size} syllables, ${traditional.length / 2} traditional`);
