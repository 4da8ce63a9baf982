/** From the camera or a file to the photo of a draft. */
import type { Fix, PhotoDraft } from '~/app/doors';
import type { PhotoKind } from '~/domain/fields';
import { processFile, processShot } from '~/ui/photo/process-photo';

export async function shotDraft(
	shot: Blob,
	kind: PhotoKind,
	now: number,
	fix: Fix | undefined
): Promise<PhotoDraft> {
	return { ...(await processShot(shot, now, fix?.pos)), kind };
}

/** Time and place are the file's own where it has them. */
export async function fileDraft(file: File, kind: PhotoKind, now: number): Promise<PhotoDraft> {
	return { ...(await processFile(file, now)), kind };
}
