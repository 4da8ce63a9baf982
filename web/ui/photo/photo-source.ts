/** What a photo component shows: bytes of this device, a URL, or nothing yet. */
export type PhotoItem = {
	id: string;
	/** Bytes (thumb or full) or a URL that may be shown; null: known, but not here yet. */
	source: ArrayBuffer | string | null;
	/** Alternative text: 处置前，周南村 12 号门口 */
	label: string;
	/** Shown over the picture in strips: 处置前. */
	caption?: string;
};
