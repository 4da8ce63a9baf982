/** What a person is called in the town, from her posts. */
import type { Assignment, Role } from '../../web/domain/actor';

const TITLES: Readonly<Record<Role, string>> = {
	gridWorker: '网格员',
	cadre: '居村干部',
	stationHead: '联勤站站长',
	officer: '联勤队员',
	clerk: '值班员',
	chief: '值班长',
	gridChief: '网格长',
	supervisor: '督查',
	analyst: '考核员',
	admin: '镇管理员',
	leader: '领导',
	hotline: '12345 坐席'
};

/** The first post's; empty for who has none. */
export function titleOf(posts: readonly Pick<Assignment, 'role'>[]): string {
	const [first] = posts;
	return first ? TITLES[first.role] : '';
}
