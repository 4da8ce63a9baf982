/** Pasted messages as they come into a centre. All people, numbers and places are invented. */
import { describe, expect, it } from 'vitest';
import { guesserOf } from '../../../../web/domain/paste/category-guess';
import { parsePaste, type PasteDraft } from '../../../../web/domain/paste/parse';
import { placeTries } from '../../../../web/domain/paste/place-words';
import { schemeSchema } from '../../../../web/domain/scheme';
import scheme from '../../../../scripts/town/data/shanghai-town-example.json' with { type: 'json' };

/** Monday 2025-11-03 15:00 +08:00. */
const NOW = Date.UTC(2025, 10, 3, 7);
const clock = (day: number, hour: number, minute = 0, month = 11) =>
	Date.UTC(2025, month - 1, day, hour - 8, minute);
const guess = guesserOf(schemeSchema.parse(scheme));
const paste = (text: string): PasteDraft => parsePaste(text, { now: NOW, guess });
const category = (draft: PasteDraft) => draft.categories[0]?.category;

describe('a 12345 ticket', () => {
	it('is read by its labels', () => {
		const draft = paste(`【12345市民服务热线】
工单编号：SH20251103004711
来电时间：2025-11-03 09:26:41
诉求人：甲示例
联系电话：13800001234
事发地址：上海市浦东新区周浦镇年家浜路88弄12号
诉求内容：市民反映小区消防通道长期被私家车占用，消防车进不来，要求尽快处理。`);
		expect(draft).toMatchObject({
			source: 'hotline',
			hotlineNumber: 'SH20251103004711',
			callerName: '甲示例',
			callerPhone: '13800001234',
			said: { at: clock(3, 9, 26), hasClock: true }
		});
		expect(draft.places[0]).toBe('年家浜路88弄12号');
		expect(category(draft)).toBe('E8101');
		expect(draft.words).toBe('市民反映小区消防通道长期被私家车占用,消防车进不来,要求尽快处理。');
	});

	it('keeps a body of several lines and leaves the next label out', () => {
		const draft = paste(`工单号: 202511030088
问题描述: 康沈路与年家浜路口路灯不亮，
已经三天。
联系人: 乙示例
联系电话: 021-68110000`);
		expect(draft.words).toContain('已经三天');
		expect(draft.words).not.toContain('乙示例');
		expect(draft).toMatchObject({ hotlineNumber: '202511030088', callerPhone: '02168110000' });
		expect(category(draft)).toBe('C0137');
	});

	it('is recognised in one running line', () => {
		const draft = paste(
			'12345转办 20251102123456，市民来电反映沪南公路1500号门口井盖缺失，怕有人掉下去，请处理'
		);
		expect(draft.hotlineNumber).toBe('20251102123456');
		expect(draft.callerPhone).toBeUndefined();
		expect(draft.places[0]).toBe('沪南公路1500号');
		expect(draft.categories[0]).toMatchObject({ category: 'C0199', condition: 'C0199.1' });
	});

	it('may carry the district number as well', () => {
		const draft = paste('区平台编号：PD-2511-00081 工单编号：HX2511030009 内容：河道里有死鱼');
		expect(draft).toMatchObject({ districtNumber: 'PD-2511-00081', hotlineNumber: 'HX2511030009' });
		expect(category(draft)).toBe('E0125');
	});
});

describe('a group message', () => {
	it('loses its head, mentions and attachments', () => {
		const draft = paste(`丙示例(3号楼组长) 2025/11/3 14:05:10
@城运值班 示例花园3号楼楼道里又有人飞线充电，快来看看 [图片][图片]`);
		expect(draft.words).toBe('示例花园3号楼楼道里又有人飞线充电,快来看看');
		expect(draft.said?.at).toBe(clock(3, 14, 5));
		expect(draft.places[0]).toBe('示例花园3号楼');
		expect(category(draft)).toBe('E8103');
		expect(draft.source).toBe('village');
	});

	it('loses the sender before a colon', () => {
		const draft = paste('王老师：周南村5组河边有人烧垃圾');
		expect(draft.words).toBe('周南村5组河边有人烧垃圾');
		expect(draft.places).toContain('周南村5组');
		expect(category(draft)).toBe('E0120');
	});

	it('says the time in words', () => {
		const draft = paste('昨晚十点半开始，瑞和路上的工地一直在打桩施工，吵得睡不着');
		expect(draft.said).toMatchObject({ at: clock(2, 22, 30), hasClock: true });
		expect(category(draft)).toBe('E0301');
	});

	it('gives the telephone to the contact and not to the words', () => {
		const draft = paste(
			'居委刚接到电话，周康路12弄7号楼上水管爆了，水往下冲，请联系丁先生 139 0000 5678。'
		);
		expect(draft).toMatchObject({ callerPhone: '13900005678', callerName: '丁先生' });
		expect(draft.words).not.toMatch(/139|丁先生/);
		expect(category(draft)).toBe('E0501');
	});

	it('calls things by their everyday names', () => {
		expect(category(paste('电瓶车推进楼道充电，很危险'))).toBe('E8104');
		expect(category(paste('路边好大一个坑，摔了两个人'))).toBe('E0113');
		expect(category(paste('楼下一股煤气味'))).toBe('E0502');
		expect(category(paste('楼上楼下又吵架了，快打起来了'))).toBe('E8201');
		expect(category(paste('电线杆上全是小广告'))).toBe('E0201');
		expect(category(paste('老人在电梯里出不来'))).toBe('E8007');
	});
});

describe('what is not said', () => {
	it('is absent', () => {
		const draft = paste('你好，在吗');
		expect(draft.places).toEqual([]);
		expect(draft.categories).toEqual([]);
		expect(draft.said).toBeUndefined();
		expect(draft.callerPhone).toBeUndefined();
	});

	it('is not made up from a small word or a number', () => {
		const draft = paste('有一点异味，住户有14户');
		expect(draft.said).toBeUndefined();
	});

	it('survives anything', () => {
		for (const text of ['', ' ', '：：：', '@@@', '1'.repeat(5000), '\u0000\ud800弄号'])
			expect(() => paste(text)).not.toThrow();
	});
});

describe('times', () => {
	it.each([
		['今天上午9点一刻有人看见', clock(3, 9, 15)],
		['11月2日 14:05 发生', clock(2, 14, 5)],
		['2025年10月31日下午3点', clock(31, 15, 0, 10)],
		['前天中午12点', clock(1, 12)],
		['早上8:40拍的', clock(3, 8, 40)],
		['22:10 还在烧烤', clock(2, 22, 10)],
		['凌晨两点有人敲墙', clock(3, 2)]
	])('%s', (text, at) => {
		expect(paste(text).said?.at).toBe(at);
	});

	it('puts a day that has not come into the year before', () => {
		expect(paste('12月30日漏水').said?.at).toBe(Date.UTC(2024, 11, 29, 16));
	});
});

describe('asking the address book', () => {
	it('drops the room, the house, the lane and letters in front, in turn', () => {
		const tries = placeTries('反映年家浜路88弄12号301室');
		expect(tries[0]).toBe('反映年家浜路88弄12号301室');
		expect(tries).toContain('年家浜路88弄12号');
		expect(tries).toContain('年家浜路88弄');
		expect(tries).toContain('年家浜路');
		expect(tries.indexOf('年家浜路88弄12号')).toBeLessThan(tries.indexOf('年家浜路'));
	});
});
