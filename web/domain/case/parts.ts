/** How the list of called units changes; every function returns a new list. */
import { compact } from '../compact';
import type { CaseEvent, NamedUnit } from './events';
import type { UnitPart } from './state';

export function patchWith(
	units: readonly UnitPart[],
	unit: string,
	change: (part: UnitPart) => Partial<UnitPart>
): UnitPart[] {
	return units.map((part) =>
		part.unit === unit ? (compact({ ...part, ...change(part) }) as UnitPart) : part
	);
}

export function patch(
	units: readonly UnitPart[],
	unit: string,
	change: Partial<UnitPart>
): UnitPart[] {
	return patchWith(units, unit, () => change);
}

/** Calls units; one that is called already keeps how far it is, and only a dispatch gives duties. */
export function called(
	units: readonly UnitPart[],
	named: readonly NamedUnit[],
	duty: UnitPart['duty'],
	origin: UnitPart['origin'],
	at: number,
	answerBy?: number
): UnitPart[] {
	const next = [...units];
	for (const { unit, name } of named) {
		const index = next.findIndex((part) => part.unit === unit);
		const known = next[index];
		if (known && known.status !== 'declined' && known.status !== 'released') {
			if (origin === 'dispatch') next[index] = { ...known, duty };
			continue;
		}
		const part = compact({
			unit,
			name,
			duty,
			origin,
			status: 'waiting' as const,
			calledAt: at,
			answerBy,
			reworks: known?.reworks ?? 0,
			reminders: known?.reminders ?? 0
		}) as UnitPart;
		if (index >= 0) next[index] = part;
		else next.push(part);
	}
	return next;
}

/**
 * The new team. Who declined and is not in it is let go with that reason; at 改派 also whoever was
 * dispatched before. Whistled units stay.
 */
export function redispatched(
	units: readonly UnitPart[],
	event: Extract<CaseEvent, { type: 'case.dispatched' }>
): UnitPart[] {
	const { lead, assist, reason } = event.data;
	const team = new Set([lead.unit, ...assist.map((named) => named.unit)]);
	const kept = units.map((part) => {
		if (team.has(part.unit)) return part;
		const asAssist = { ...part, duty: 'assist' as const };
		if (part.status === 'declined') return { ...asAssist, status: 'released' as const };
		const letGo = reason !== undefined && part.origin !== 'whistle' && part.status !== 'released';
		return letGo ? { ...asAssist, status: 'released' as const, reason } : asAssist;
	});
	const withLead = called(kept, [lead], 'lead', 'dispatch', event.receivedAt);
	return called(withLead, assist, 'assist', 'dispatch', event.receivedAt);
}
