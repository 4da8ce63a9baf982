import type { UnitRef } from '~/domain/refs';
import { language } from '~/ui/shared/locale.svelte';

/** A unit's own name; its English one where there is one and English is spoken. */
export function unitName(unit: Pick<UnitRef, 'name' | 'nameEn'>): string {
	return language.current === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name;
}
