/** Visits in words. */
import type { Visit, VisitFlag } from '~/domain/patrol/state';
import { m } from '~/paraglide/messages';

const HOW = { qr: m.patrol_how_qr, fence: m.patrol_how_fence, hand: m.patrol_how_hand };
const RESULT = { fine: m.patrol_result_fine, problem: m.patrol_result_problem };
const FLAG: Readonly<Record<VisitFlag, () => string>> = {
	farOff: m.patrol_flag_farOff,
	repeatedQr: m.patrol_flag_repeatedQr,
	tooFast: m.patrol_flag_tooFast,
	clockJump: m.patrol_flag_clockJump,
	byHand: m.patrol_flag_byHand
};

export const howWord = (how: Visit['how']): string => HOW[how]();
export const resultWord = (result: Visit['result']): string => RESULT[result]();
export const flagWord = (flag: VisitFlag): string => FLAG[flag]();

/** By hand is a way of recording, not a doubt. */
export const doubtsOf = (visit: Pick<Visit, 'flags'>): VisitFlag[] =>
	visit.flags.filter((flag) => flag !== 'byHand');
