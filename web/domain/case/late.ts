/**
 * Facts of a unit that reach us after somebody else told the story on: they are kept as facts and
 * move nothing back (architecture 22). Also: the moment that an act may not precede.
 */
import { isDelayed, type Context } from '../context';
import type { Ms } from '../time';
import type { CaseCommand } from './commands';
import { leadOf, partOf, type CaseState, type UnitPart } from './state';

/** Done before the unit was sent back to work, or before the desk entered its result for it. */
export function isLateFact(part: UnitPart, context: Context): boolean {
	if (!isDelayed(context)) return false;
	return context.at < Math.max(part.reworkAt ?? 0, part.doneAt ?? 0);
}

/** Acts of the lead on the whole job name no unit. */
const OF_LEAD: readonly CaseCommand['type'][] = [
	'case.applyClose',
	'case.requestExtension',
	'case.appeal'
];

/** The part that a command is about. */
export function partMeant(state: CaseState, command: CaseCommand): UnitPart | undefined {
	if (OF_LEAD.includes(command.type)) return leadOf(state);
	const unit = 'unit' in command.data ? command.data.unit : undefined;
	return unit === undefined ? undefined : partOf(state, unit);
}

/** Whatever the unit did last before an act of this kind; a late fact keeps its own time. */
export function notBefore(
	state: CaseState | undefined,
	command: CaseCommand,
	context: Context
): Ms {
	if (!state) return 0;
	const part = partMeant(state, command);
	if (!part) return state.reportedAt;
	const { calledAt, acceptedAt = 0, arrivedAt = 0, doneAt = 0, reworkAt = 0 } = part;
	const since = isLateFact(part, context) ? calledAt : Math.max(calledAt, reworkAt);
	switch (command.type) {
		case 'case.accept':
			return since;
		case 'case.decline':
		case 'case.arrive':
			return Math.max(since, acceptedAt);
		case 'case.handIn':
			return Math.max(since, acceptedAt, arrivedAt);
		default:
			return Math.max(since, acceptedAt, arrivedAt, doneAt);
	}
}
