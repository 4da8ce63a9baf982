import { m } from '~/paraglide/messages';
import type { Board, NumberKey } from './board';

export const NUMBER_WORD: Readonly<Record<NumberKey, () => string>> = {
	came: m.desk_leader_came,
	open: m.desk_leader_open,
	red: m.desk_leader_red_count,
	yellow: m.desk_leader_yellow,
	whistle: m.desk_leader_whistle,
	closed: m.desk_leader_closed
};

/** What exactly is counted. */
export const NUMBER_HOW: Readonly<Record<NumberKey, () => string>> = {
	came: m.desk_leader_came_how,
	open: m.desk_leader_open_how,
	red: m.desk_leader_red_how,
	yellow: m.desk_leader_yellow_how,
	whistle: m.desk_leader_whistle_how,
	closed: m.desk_leader_closed_how
};

/** 今日一句话, in two or three sentences. */
export function sentence(board: Board): { plain: string; alarm: string } {
	const { came, open, red, whistle, closed } = board;
	if (came.length + open.length + closed.length === 0)
		return { plain: m.desk_leader_none(), alarm: '' };
	const plain = m.desk_leader_sentence({
		came: came.length,
		closed: closed.length,
		open: open.length
	});
	const life = red.filter(({ state }) => state.lifeSafety).length;
	const late =
		life > 0
			? m.desk_leader_alarm({ red: red.length, life })
			: m.desk_leader_alarm_plain({ red: red.length });
	const silent = whistle.length > 0 ? m.desk_leader_whistles({ n: whistle.length }) : '';
	if (red.length === 0) return { plain: `${plain} ${m.desk_leader_calm()}`, alarm: silent };
	return { plain, alarm: [late, silent].filter(Boolean).join(' ') };
}
