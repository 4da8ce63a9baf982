/** What has happened on a patrol. */
import type { By } from '../actor';
import type { Ms } from '../time';
import type { Visit } from './state';

export interface PatrolEventData {
	'patrol.started': {
		readonly town: string;
		readonly village: string;
		readonly beat?: string;
		readonly due: readonly string[];
	};
	'patrol.visited': Omit<Visit, 'at'>;
	'patrol.paused': object;
	'patrol.resumed': object;
	'patrol.ended': { readonly words: string };
	'patrol.caseLinked': { readonly case: string };
}

export type PatrolEventType = keyof PatrolEventData;
export type PatrolEvent = {
	[T in PatrolEventType]: {
		readonly id: string;
		readonly v: 1;
		readonly type: T;
		readonly target: string;
		readonly at: Ms;
		readonly receivedAt: Ms;
		readonly by: By;
		readonly data: PatrolEventData[T];
	};
}[PatrolEventType];

/** An event as decided, before id, time and actor are put on. */
export type PatrolDraft = {
	[T in PatrolEventType]: { readonly type: T; readonly data: PatrolEventData[T] };
}[PatrolEventType];
