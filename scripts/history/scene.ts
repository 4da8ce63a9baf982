/** All that is settled about a case before its story begins. */
import type { Actor } from '../../web/domain/actor';
import type { Source } from '../../web/domain/case/commands';
import type { Place } from '../../web/domain/fields';
import type { Condition } from '../../web/domain/scheme';
import type { WorkCalendar } from '../../web/domain/calendar';
import type { Ms } from '../../web/domain/time';
import type { Stream } from '../town/random';
import type { Cast } from './cast';
import type { Subject } from './subjects';

export interface Scene {
	readonly cast: Cast;
	readonly calendar: WorkCalendar;
	readonly chance: Stream;
	readonly source: Source;
	readonly subject: Subject;
	readonly condition: Condition;
	readonly place: Place;
	/** The worker of the beat. */
	readonly worker: Actor;
	readonly at: Ms;
	readonly receivedAt: Ms;
	readonly patrol?: string;
	readonly says: string;
}
