/** A photo chosen at the desk: from a file to what a command declares. */
import type { PhotoDraft } from '~/app/doors';
import type { PhotoKind, PhotoRef } from '~/domain/fields';
import { processFile } from '~/ui/photo/process-photo';

export async function draftOf(file: File, kind: PhotoKind, now: number): Promise<PhotoDraft> {
	return { ...(await processFile(file, now)), kind };
}

export function declared({ bytes, thumb: _, ...rest }: PhotoDraft): PhotoRef {
	return { ...rest, bytes: bytes.byteLength };
}
