/** A picture for a tile by its major class: the town's own tiles are data, pictures are not. */
import Ban from '@lucide/svelte/icons/ban';
import Bike from '@lucide/svelte/icons/bike';
import Building from '@lucide/svelte/icons/building-2';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import Flame from '@lucide/svelte/icons/flame';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Package from '@lucide/svelte/icons/package';
import Plug from '@lucide/svelte/icons/plug-zap';
import Siren from '@lucide/svelte/icons/siren';
import Store from '@lucide/svelte/icons/store';
import Trash from '@lucide/svelte/icons/trash-2';
import Trees from '@lucide/svelte/icons/trees';
import type { Icon } from '~/ui/shared/tone';

const BY_CATEGORY: Readonly<Record<string, Icon>> = {
	C0199: CircleDot,
	E0110: Trash,
	E0201: Megaphone,
	E0405: Store,
	E0499: Bike,
	E8101: Flame,
	E8103: Plug,
	E8105: Package
};
const BY_MAJOR: Readonly<Record<string, Icon>> = {
	C01: CircleDot,
	C04: Trees,
	E01: Trash,
	E02: Megaphone,
	E03: Building,
	E04: Store,
	E81: Flame,
	E82: Siren
};

export const tileIcon = (category: string): Icon =>
	BY_CATEGORY[category] ?? BY_MAJOR[category.slice(0, 3)] ?? Ban;
