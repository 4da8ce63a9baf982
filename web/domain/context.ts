/**
 * What a decision may know besides the state and the command. The phone builds it from its
 * replica, the server from its tables; the rules cannot tell the difference, except that what only
 * the server can know (the case number, the nearest worker) is absent on the phone.
 */
import type { Actor } from './actor';
import type { WorkCalendar } from './calendar';
import type { TownGeo } from './geo';
import type { SchemeIndex } from './scheme';
import type { Ms } from './time';

export interface UnitCard {
	readonly id: string;
	readonly name: string;
	/** Key of the scheme's responsible units, such as `fire` or `property`. */
	readonly kind: string;
	readonly access: 'account' | 'link';
	readonly town: string;
	/** Set for a village's own force (its property company, its station). */
	readonly village?: string;
}

export interface TownSettings {
	/** A passed check closes the case without the duty chief. */
	readonly autoClose: boolean;
	/** Minutes within which a whistled unit must answer. */
	readonly whistleAnswerMin: number;
	readonly maxExtensions: number;
	/** Stage clocks, round the clock. */
	readonly takeInMin: number;
	readonly dispatchMin: number;
	readonly verifyMin: number;
	/** A visit further off than this is to be checked (待核对). */
	readonly visitRadiusM: number;
	/** 12345's own clocks in working days: 先行联系, 首次办理, 总时限, 督办. */
	readonly hotlineDays: Readonly<Record<'contact' | 'first' | 'total' | 'supervised', number>>;
}

export const DEFAULT_SETTINGS: TownSettings = {
	autoClose: true,
	whistleAnswerMin: 30,
	maxExtensions: 2,
	takeInMin: 15,
	dispatchMin: 15,
	verifyMin: 720,
	visitRadiusM: 80,
	hotlineDays: { contact: 1, first: 5, total: 15, supervised: 3 }
};

export interface TownRules {
	readonly town: string;
	readonly settings: TownSettings;
	readonly scheme: SchemeIndex;
	readonly calendar: WorkCalendar;
	readonly geo: TownGeo;
	readonly unit: (id: string) => UnitCard | undefined;
}

export interface Context {
	/** The server's clock; on the phone the device's own, corrected by the last known offset. */
	readonly now: Ms;
	/** When it happened, by the device's corrected clock. */
	readonly at: Ms;
	/** Device clock minus server clock, when known. */
	readonly skew?: Ms;
	readonly commandId: string;
	readonly actor: Actor;
	readonly rules: TownRules;
	/** Server only: the human case number, minted for a case's first command. */
	readonly caseNumber?: string;
	/** Server only: the number of a 督办单. */
	readonly supervisionNumber?: string;
	/** Server only: the worker of the grid's beat, for the task to check. */
	readonly checker?: string;
}

/** A device clock further off than this marks the event, it never refuses it. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * When a fact of the field is taken to have happened: as the device says, but never before what
 * it follows and never after it was received (architecture 22).
 */
export function factTime(context: Context, notBefore: Ms): Ms {
	return Math.min(context.now, Math.max(context.at, notBefore));
}

/** Reached us well after it happened: the phone had no network. */
export function isDelayed(context: Context): boolean {
	return context.now - context.at > CLOCK_TOLERANCE_MS;
}

export function clockIsOff(context: Context): boolean {
	return context.skew !== undefined && Math.abs(context.skew) > CLOCK_TOLERANCE_MS;
}
