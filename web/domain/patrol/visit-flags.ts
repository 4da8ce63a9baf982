/** What makes a visit 待核对. Nothing here refuses: the field has its reasons. */
import { CLOCK_TOLERANCE_MS, clockIsOff, type Context } from '../context';
import { distanceM } from '../geo';
import { MINUTE, type Ms } from '../time';
import type { PatrolCommand } from './commands';
import type { PatrolState, VisitFlag } from './state';

const REPEAT_WITHIN = 2 * MINUTE;
/** 15 m/s is past any bicycle in a lane. */
const TOO_FAST_M_PER_S = 15;

export function visitFlags(
	state: PatrolState | undefined,
	command: Extract<PatrolCommand, { type: 'patrol.visit' }>,
	context: Context,
	at: Ms
): VisitFlag[] {
	const { data } = command;
	const { geo, settings } = context.rules;
	const flags: VisitFlag[] = [];
	const radius = settings.visitRadiusM + Math.min(data.accuracy ?? 0, settings.visitRadiusM);
	if (data.pos && data.elementPos && distanceM(data.pos, data.elementPos, geo) > radius)
		flags.push('farOff');
	const visits = state?.visits ?? [];
	if (
		data.how === 'qr' &&
		visits.some((visit) => visit.element === data.element && at - visit.at < REPEAT_WITHIN)
	)
		flags.push('repeatedQr');
	const last = visits[visits.length - 1];
	if (last?.pos && data.pos) {
		const seconds = Math.max(1, (at - last.at) / 1000);
		if (distanceM(last.pos, data.pos, geo) / seconds > TOO_FAST_M_PER_S) flags.push('tooFast');
	}
	const jumpedBack = last !== undefined && context.at < last.at - CLOCK_TOLERANCE_MS;
	if (jumpedBack || clockIsOff(context)) flags.push('clockJump');
	if (data.how === 'hand') flags.push('byHand');
	return flags;
}
