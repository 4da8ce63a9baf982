/** The centre's weekly rhythm: who leads and who sits at the desk on each day and night. */
import type { Person } from './people';
import { ZHOUPU } from './divisions';

export type RosterPost = 'dutyLeader' | 'chief' | 'clerk';

export interface RosterShift {
	readonly town: string;
	/** 1 = Monday … 7 = Sunday. */
	readonly day: number;
	readonly shift: 'day' | 'night';
	/** Minutes of the town's clock; a night ends on the next day. */
	readonly from: number;
	readonly to: number;
	readonly posts: readonly { readonly post: RosterPost; readonly person: string }[];
}

const HOURS = {
	day: { from: 8 * 60 + 30, to: 20 * 60 + 30 },
	night: { from: 20 * 60 + 30, to: 8 * 60 + 30 }
} as const;

const CLERKS = ['zhongxin', 'zhongxin2', 'zhongxin3', 'zhongxin4'];
const CHIEFS = ['zhiban', 'zhiban2'];
const LEADERS = ['daiban', 'lingdao'];

/** Two clerks by day, one by night, each moving on a seat a shift. */
export function buildRoster(people: readonly Person[]): RosterShift[] {
	const idOfUser = (username: string): string => {
		const person = people.find((candidate) => candidate.username === username);
		if (!person) throw new Error(`the roster names ${username}, who is not hired`);
		return person.id;
	};
	const turn = (list: readonly string[], n: number): string =>
		idOfUser(list[n % list.length] as string);
	return [1, 2, 3, 4, 5, 6, 7].flatMap((day) =>
		(['day', 'night'] as const).map((shift, night) => {
			const n = day * 2 + night;
			const clerks =
				shift === 'day' ? [turn(CLERKS, n), turn(CLERKS, n + 1)] : [turn(CLERKS, n + 1)];
			return {
				town: ZHOUPU.code,
				day,
				shift,
				...HOURS[shift],
				posts: [
					{ post: 'dutyLeader' as const, person: turn(LEADERS, day) },
					{ post: 'chief' as const, person: turn(CHIEFS, n >> 1) },
					...clerks.map((person) => ({ post: 'clerk' as const, person }))
				]
			};
		})
	);
}
