/** What a report is before it is saved, and when it may be saved. Pure. */
import type { PhotoKind, Place } from '~/domain/fields';
import { photoRule, type Condition } from '~/domain/scheme';

export interface ReportValue {
	readonly category?: string;
	readonly condition?: string;
	readonly words: string;
	/** Set by hand, or where the first photo was taken; until then it follows the position. */
	readonly place?: Place;
	readonly selfHandle: boolean;
	readonly patrol?: string;
}

export const EMPTY_REPORT: ReportValue = { words: '', selfHandle: false };

const PREFIX = 'report';

/** One draft a tile, and one for ＋: an unfinished one never stands in another's way. */
export const reportKey = (tile: string | undefined): string =>
	tile === undefined ? PREFIX : `${PREFIX}:${tile}`;
export const isReportKey = (key: string): boolean => key === PREFIX || key.startsWith(`${PREFIX}:`);
export const tileOfKey = (key: string): string | undefined =>
	key.startsWith(`${PREFIX}:`) ? key.slice(PREFIX.length + 1) : undefined;

/** Photo kinds in the order in which a finding is photographed; what comes after is handling's. */
function wantedKinds(condition: Condition | undefined, selfHandle: boolean): PhotoKind[] {
	if (!condition) return ['near'];
	if (selfHandle) return ['before'];
	return photoRule(condition).kinds.filter((kind) => kind === 'near' || kind === 'far');
}

/** The kind of the next shot: what the condition still wants, else one more. */
export function nextKind(
	condition: Condition | undefined,
	selfHandle: boolean,
	taken: readonly { readonly kind: PhotoKind }[]
): PhotoKind {
	const wanted = wantedKinds(condition, selfHandle);
	const missing = wanted.find((kind) => !taken.some((photo) => photo.kind === kind));
	return missing ?? (taken.length === 0 ? 'near' : 'other');
}

/** Whether people, disputes and gas are to be left unphotographed. */
export const wantsNoPhoto = (condition: Condition | undefined): boolean =>
	condition !== undefined && condition.photos.kinds.length === 0;

export type Missing = 'category' | 'place' | 'photo';

/** What still keeps it from being saved; an emergency never waits for a photo. */
export function missingIn(
	value: ReportValue,
	condition: Condition | undefined,
	photos: number,
	place: Place | undefined
): Missing | undefined {
	if (value.category === undefined) return 'category';
	if (!place) return 'place';
	const required = condition?.photos.required === true && condition.severity < 3;
	return required && !condition.lifeSafety && photos === 0 ? 'photo' : undefined;
}
