/**
 * A management element 村居管理要素. Fields are graded, so an element rests as a base row (public
 * and internal fields) and, where it has them, one overlay row a tier with its own scope: a viewer
 * without the clearance never receives the bytes (architecture 21).
 */
import { rankOf, type Grade } from '../grade';
import { areaKeys, sorted } from '../scope';
import type { Pos } from '../geo';
import type { Ms } from '../time';

export type ElementCondition = 'intact' | 'damaged' | 'lost' | 'retired';
export type AttrValue = string | number | boolean;

export interface ElementDoc {
	readonly id: string;
	readonly type: string;
	readonly code: string;
	readonly name: string;
	readonly address: string;
	readonly town: string;
	readonly village: string;
	readonly grid: string;
	readonly pos: Pos;
	readonly state: ElementCondition;
	readonly competent?: string;
	readonly owner?: string;
	readonly maintainer?: string;
	readonly attrs: Readonly<Record<string, AttrValue>>;
	readonly source: string;
	readonly surveyedAt: Ms;
	readonly checkEveryDays?: number;
	/** Grade of the element itself: a person cared for is restricted as a whole. */
	readonly grade: Grade;
}

/** The graded rest of an element: attributes only. */
export interface ElementOverlay {
	readonly id: string;
	readonly element: string;
	readonly tier: 'sensitive' | 'restricted';
	readonly village: string;
	readonly grid: string;
	readonly attrs: Readonly<Record<string, AttrValue>>;
}

/** Tiers rest apart: internal things under the plain key, the others under their own. */
export function scopeOfElement(element: Pick<ElementDoc, 'grid' | 'grade'>): string[] {
	return sorted(areaKeys(element.grid, element.grade));
}

export function scopeOfOverlay(overlay: Pick<ElementOverlay, 'grid' | 'tier'>): string[] {
	return sorted(areaKeys(overlay.grid, overlay.tier));
}

/** Splits graded attributes off: what is above the element's own grade goes to overlays. */
export function splitByGrade(
	element: ElementDoc,
	gradeOf: (attr: string) => Grade
): { base: ElementDoc; overlays: ElementOverlay[] } {
	const kept: Record<string, AttrValue> = {};
	const tiers: Record<'sensitive' | 'restricted', Record<string, AttrValue>> = {
		sensitive: {},
		restricted: {}
	};
	for (const [attr, value] of Object.entries(element.attrs)) {
		const grade = gradeOf(attr);
		if ((grade === 'sensitive' || grade === 'restricted') && rankOf(grade) > rankOf(element.grade))
			tiers[grade][attr] = value;
		else kept[attr] = value;
	}
	const overlays = (['sensitive', 'restricted'] as const)
		.filter((tier) => Object.keys(tiers[tier]).length > 0)
		.map((tier) => ({
			id: `${element.id}-${tier.charAt(0)}`,
			element: element.id,
			tier,
			village: element.village,
			grid: element.grid,
			attrs: tiers[tier]
		}));
	return { base: { ...element, attrs: kept }, overlays };
}
