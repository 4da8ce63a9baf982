/**
 * What happens in the town: opening conditions with how often a worker clears it on the spot, how
 * often it becomes a job, where it happens, when in the year, and what people say of it. Data.
 */
import type { Weather } from './rhythm';

/** An element type, or a kind of address. */
export type Where =
	| 'lane'
	| 'street'
	| 'shop'
	| 'site'
	| 'river'
	| 'manhole'
	| 'lamp'
	| 'tree'
	| 'wasteRoom'
	| 'charger'
	| 'lift'
	| 'waterTank'
	| 'gas'
	| 'fire'
	| 'fireLane'
	| 'flood';

export type SceneKey =
	| 'lane'
	| 'rubbish'
	| 'stairs'
	| 'wires'
	| 'shopfront'
	| 'bikes'
	| 'poster'
	| 'manhole'
	| 'road'
	| 'water'
	| 'tree'
	| 'site'
	| 'river'
	| 'lamp';

export interface Subject {
	readonly condition: string;
	readonly where: Where;
	readonly scene: SceneKey;
	/** Weights: cleared by the finder, a job of units found by us, a job told by others. */
	readonly spot: number;
	readonly job: number;
	readonly told: number;
	/** Factor on wet days and in the typhoon week. */
	readonly wet?: number;
	readonly storm?: number;
	/** Months in which it is three times as frequent. */
	readonly months?: readonly number[];
	readonly says: readonly string[];
}

type Rest = Pick<Subject, 'wet' | 'storm' | 'months'>;

const subject = (
	condition: string,
	where: Where,
	scene: SceneKey,
	weights: readonly [spot: number, job: number, told: number],
	says: readonly string[],
	rest: Rest = {}
): Subject => ({
	condition,
	where,
	scene,
	spot: weights[0],
	job: weights[1],
	told: weights[2],
	says,
	...rest
});

const SUMMER = [6, 7, 8];
const WINTER = [11, 12, 1];

export const SUBJECTS: readonly Subject[] = [
	subject('E0110.1', 'street', 'rubbish', [9, 5, 6], ['路边成堆生活垃圾', '绿化带里有成堆垃圾']),
	subject('E0110.2', 'street', 'rubbish', [16, 0, 1], ['零星垃圾、纸屑', '几袋小包垃圾']),
	subject('E0199.1', 'wasteRoom', 'rubbish', [9, 3, 6], ['垃圾箱房满溢落地', '投放点垃圾堆到外面']),
	subject('E0199.2', 'wasteRoom', 'rubbish', [2, 2, 4], ['湿垃圾桶满溢、有污水'], {
		months: SUMMER
	}),
	subject('E0198.1', 'wasteRoom', 'rubbish', [7, 0, 2], ['误时投放、混投', '干湿垃圾混投']),
	subject('E0135.1', 'lane', 'rubbish', [6, 2, 4], ['旧沙发、床垫堆在指定点外', '装修垃圾未袋装']),
	subject('E0135.2', 'lane', 'rubbish', [2, 2, 4], ['装修垃圾堵住楼门口']),
	subject('E0136.1', 'street', 'shopfront', [9, 2, 3], ['人行道堆放货物', '盲道上堆着纸箱']),
	subject('E0201.1', 'lane', 'poster', [11, 0, 1], ['楼道里开锁小广告', '电杆上张贴小广告']),
	subject('E0201.2', 'street', 'poster', [4, 2, 1], ['围墙成片喷涂广告']),
	subject('E0405.1', 'shop', 'shopfront', [10, 3, 5], ['店铺出店摆放货架', '桌椅摆到人行道']),
	subject('E0406.1', 'street', 'shopfront', [8, 2, 4], ['流动摊贩卖水果', '流动早餐车'], {
		months: [5, 6, 7, 8, 9]
	}),
	subject('E0406.2', 'street', 'shopfront', [0, 2, 4], ['夜间成片设摊，车辆难通行'], {
		months: SUMMER
	}),
	subject('E0410.1', 'street', 'bikes', [9, 1, 2], ['电动车停在盲道上', '非机动车堵住路口']),
	subject('E0410.2', 'street', 'bikes', [6, 1, 1], ['非机动车成片乱停']),
	subject('E0410.3', 'lane', 'bikes', [0, 2, 1], ['楼下有多辆僵尸车']),
	subject('E0499.1', 'street', 'bikes', [9, 0, 1], ['几辆共享单车倒地', '共享单车停到人行道中间']),
	subject('E0499.2', 'street', 'bikes', [0, 3, 3], ['共享单车成堆，人行道过不去']),
	subject('E0498.2', 'street', 'lane', [0, 4, 6], ['机动车停在人行道上', '禁停路段违停']),
	subject('E8105.1', 'lane', 'stairs', [5, 2, 4], ['楼道口堆满纸箱，挡住楼梯']),
	subject('E8105.3', 'lane', 'stairs', [9, 1, 3], ['楼道放鞋架杂物', '楼道堆放旧家具']),
	subject('E8103.1', 'lane', 'wires', [4, 2, 3], ['从窗口拉线给电动车充电', '飞线充电']),
	subject('E8103.3', 'lane', 'wires', [5, 1, 1], ['拉线插座常挂在外墙']),
	subject('E8104.2', 'lane', 'stairs', [5, 1, 3], ['电动车停在门厅', '电动车推进楼道']),
	subject('E8101.1', 'fireLane', 'lane', [5, 2, 2], ['消防通道停了一辆轿车', '登高面停车']),
	subject('E8101.2', 'fireLane', 'lane', [0, 3, 3], ['消防通道停了多辆车，联系不上车主']),
	subject('E8009.2', 'lane', 'lane', [4, 1, 5], ['小区绿地上停车', '占用他人车位']),
	subject('E8106.2', 'fire', 'stairs', [3, 3, 0], ['灭火器过期', '应急灯不亮']),
	subject('E8107.3', 'shop', 'shopfront', [4, 3, 0], ['店内灭火器、标识不齐']),
	subject('E8107.2', 'shop', 'wires', [2, 3, 1], ['店内电线私拉乱接']),
	subject('C0299.3', 'street', 'road', [3, 1, 1], ['路名牌歪斜', '指示牌被遮挡']),
	subject('C0199.2', 'manhole', 'manhole', [0, 4, 2], ['井盖松动，车过有响声', '井盖破损']),
	subject('C0199.1', 'manhole', 'manhole', [0, 1, 1], ['井盖缺失'], { storm: 3 }),
	subject('C0137.3', 'lamp', 'lamp', [0, 4, 3], ['路灯不亮', '路灯白天长亮'], { months: WINTER }),
	subject('C0305.2', 'wasteRoom', 'rubbish', [2, 3, 1], ['垃圾箱房洗手池坏了', '投口门坏了']),
	subject('C0402.1', 'tree', 'tree', [0, 0.5, 0.5], ['大树倾倒挡路'], { wet: 2, storm: 40 }),
	subject('C0402.3', 'tree', 'tree', [0, 3, 2], ['树枝遮挡路灯', '行道树枯死']),
	subject('E0113.2', 'street', 'road', [0, 5, 4], ['路面坑洼', '人行道板松动'], { wet: 1.5 }),
	subject('E0113.1', 'street', 'road', [0, 1, 1.5], ['路面有深坑'], { wet: 2 }),
	subject('E0125.1', 'river', 'river', [0, 3, 1], ['河面成片水葫芦', '河面漂浮垃圾'], {
		months: SUMMER
	}),
	subject('E0126.2', 'river', 'river', [0, 1, 0.5], ['晴天排口出水']),
	subject('E0506.2', 'street', 'water', [0, 0.4, 0.6], ['雨后积水未退'], { wet: 12, storm: 40 }),
	subject('E0506.3', 'manhole', 'water', [0, 1, 1], ['雨水口堵塞'], { wet: 6, storm: 12 }),
	subject('E0599.1', 'flood', 'water', [0, 0.1, 0.1], ['下立交积水进水'], { wet: 3, storm: 60 }),
	subject('E0508.2', 'street', 'wires', [0, 1, 1], ['通信线低垂'], { storm: 12 }),
	subject('E0508.3', 'lane', 'wires', [0, 2, 1], ['线缆杂乱']),
	subject('E0203.1', 'shop', 'shopfront', [0, 0.4, 0.4], ['店招松动，可能坠落'], { storm: 25 }),
	subject('E0203.2', 'shop', 'shopfront', [0, 1.5, 0.5], ['店招破损']),
	subject('E0503.2', 'lane', 'water', [0, 1, 4], ['小区污水管堵塞', '底楼返水'], { wet: 2 }),
	subject('E0301.1', 'site', 'site', [0, 0.5, 4], ['工地夜间施工噪音'], { months: [4, 5, 6] }),
	subject('E0304.2', 'site', 'site', [0, 2, 1], ['工地出入口带泥'], { wet: 1.6 }),
	subject('E0307.2', 'site', 'site', [0, 2, 0.5], ['围挡破损'], { storm: 6 }),
	subject('E0101.3', 'lane', 'site', [0, 1.5, 3], ['露台搭建阳光房', '天井搭建']),
	subject('E0101.1', 'lane', 'site', [0, 1, 1.5], ['正在搭建']),
	subject('E0111.2', 'street', 'rubbish', [0, 2, 1], ['路边偷倒渣土']),
	subject('E0197.2', 'lane', 'tree', [0, 1.5, 2], ['绿地种菜']),
	subject('E0128.2', 'street', 'shopfront', [2, 1, 6], ['广场舞音响声音大', '装修时段外施工'], {
		months: SUMMER
	}),
	subject('E0128.1', 'lane', 'shopfront', [0, 0, 3], ['夜间大声喧哗']),
	subject('E0196.2', 'lane', 'lane', [3, 0, 3], ['遛狗不牵绳', '犬粪未清理']),
	subject('E8001.2', 'lane', 'stairs', [0, 1, 3], ['疑似群租']),
	subject('E8002.2', 'lane', 'shopfront', [0, 0.6, 1], ['住宅改作美容店']),
	subject('E8004.2', 'lane', 'rubbish', [0, 0, 2], ['楼上抛烟头']),
	subject('E8005.2', 'lane', 'water', [0, 0.5, 4], ['外墙渗水', '屋面渗漏'], { wet: 3 }),
	subject('E8006.1', 'lane', 'lane', [0, 0, 4], ['物业报修不到位', '保洁不及时']),
	subject('E8007.3', 'lift', 'stairs', [0, 0.5, 3], ['电梯停运，老人上下不便']),
	subject('E8007.1', 'lift', 'stairs', [0, 0.1, 0.8], ['电梯困人']),
	subject('E8008.2', 'waterTank', 'water', [0, 0.3, 1.5], ['小区水压低', '停水']),
	subject('E8010.2', 'lane', 'stairs', [0, 1, 2], ['封闭公共平台']),
	subject('E8102.3', 'fire', 'lane', [0, 2, 0.5], ['消火栓被遮挡']),
	subject('E8106.3', 'fire', 'water', [0, 1, 0.5], ['市政消火栓漏水'], { months: WINTER }),
	subject('E0502.3', 'gas', 'wires', [0, 1, 1], ['燃气软管老化']),
	subject('E0502.1', 'gas', 'stairs', [0, 0.1, 0.6], ['楼道有燃气味']),
	subject('C0154.2', 'charger', 'wires', [0, 1, 2], ['充电口扫码失败']),
	subject('E8201.2', 'lane', 'stairs', [4, 1, 2], ['邻里因漏水争执', '邻里因噪音争执']),
	subject('E8202.2', 'lane', 'stairs', [0, 0.4, 1.5], ['物业费争议']),
	subject('E8203.3', 'site', 'site', [0, 0.1, 1], ['工资结算争议']),
	subject('E8302.3', 'lane', 'stairs', [3, 0.3, 0.3], ['独居老人需上门看望'], {
		months: [1, 7, 8, 12]
	}),
	subject('E8304.2', 'street', 'lane', [1, 0.2, 0.5], ['有人露宿'], { months: WINTER }),
	subject('E8401.1', 'shop', 'shopfront', [0, 0.5, 3], ['饭店油烟直排']),
	subject('E8402.2', 'shop', 'shopfront', [0, 1, 1], ['无照经营']),
	subject('E8403.2', 'shop', 'shopfront', [0, 0.3, 1.5], ['食品过期'])
];

export type Way = 'spot' | 'job' | 'told';

export function weightOf(entry: Subject, way: Way, month: number, weather: Weather): number {
	const season = entry.months?.includes(month) ? 3 : 1;
	const wet = weather === 'dry' ? 1 : (entry.wet ?? 1);
	const storm = weather === 'typhoon' ? (entry.storm ?? 1) : 1;
	return entry[way] * season * Math.max(wet, storm);
}
