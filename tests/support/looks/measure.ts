/**
 * What an eye and a thumb would complain about, asked of the page that is drawn: this function runs
 * inside the page and so stands on nothing outside of itself. With a dialog open, only the dialog is
 * asked; the page under it has its own turn.
 */

export interface Complaint {
	readonly rule: string;
	/** The element, as a person finds it: tag, classes, words. */
	readonly element: string;
}

export interface Measured {
	readonly complaints: Complaint[];
	/** Every piece of text that is seen or spoken. */
	readonly texts: { readonly text: string; readonly element: string }[];
}

export function measure({ thumb }: { thumb: boolean }): Measured {
	const SLACK = 1;
	/** WCAG 2.5.5; our own buttons are larger. */
	const TAP = 44;
	const CONTROLS =
		'button, a[href], select, summary, [role=button], [role=tab], input[type=checkbox], input[type=radio]';
	const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
	const complaints: Complaint[] = [];
	const texts: Measured['texts'] = [];

	const describe = (element: Element): string => {
		const classes = [...element.classList].slice(0, 4).join('.');
		const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
		return `<${element.tagName.toLowerCase()}${classes && `.${classes}`}> ${words.replace(/\s+/g, ' ').slice(0, 40)}`;
	};
	const complain = (rule: string, element: Element) =>
		void complaints.push({ rule, element: describe(element) });
	const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
	const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
	const onMap = (element: Element) => element.closest('.leaflet-container') !== null;
	const shown = (element: Element) =>
		element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

	/** For the ear only: a box of one pixel. */
	const spokenOnly = (element: Element) => {
		for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
			const { width, height } = at.getBoundingClientRect();
			if (width <= 1 && height <= 1 && getComputedStyle(at).position === 'absolute') return true;
		}
		return false;
	};

	const wrapsByLetter = (text: string, rects: DOMRectList): boolean => {
		const lines = new Set([...rects].map(({ top }) => Math.round(top))).size;
		return lines >= 3 && [...text.replace(/\s/g, '')].length / lines < 2;
	};

	/** The first box round a text that cuts it off, or that it spills out of. */
	const cutBy = (from: Element, box: DOMRect): string | undefined => {
		let sideways = true;
		let down = true;
		for (let at: Element | null = from; at && at !== root; at = at.parentElement) {
			const style = getComputedStyle(at);
			if (style.display === 'contents' || style.display === 'inline') continue;
			const edge = at.getBoundingClientRect();
			if (box.right < edge.left || box.left > edge.right) return undefined;
			if (box.bottom < edge.top || box.top > edge.bottom) return undefined;
			const control = at.matches('button, a[href], select, [role=tab]');
			const beyondX = box.left < edge.left - SLACK || box.right > edge.right + SLACK;
			// Line boxes are taller than letters: two pixels of leading are nobody's loss.
			const beyondY = box.top < edge.top - 3 || box.bottom > edge.bottom + 3;
			const tells = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
			if (sideways && beyondX) {
				if (hides(style.overflowX) && tells) {
					const letters = at.clientWidth / parseFloat(style.fontSize);
					if (letters < 2.5) return 'shortened to less than three letters';
					sideways = false;
				} else if (hides(style.overflowX)) return 'text is cut at the side';
				else if (control) return 'text spills out of its control';
			}
			if (down && beyondY) {
				if (hides(style.overflowY) && tells) down = false;
				else if (hides(style.overflowY)) return 'text is cut above or below';
				else if (control) return 'text spills out of its control';
			}
			if (hides(style.overflowX) && tells) sideways = false;
			if (scrolls(style.overflowX)) sideways = false;
			if (scrolls(style.overflowY)) down = false;
			if (style.position === 'fixed') return undefined;
		}
		return sideways && box.left < -SLACK ? 'text begins outside of the screen' : undefined;
	};

	const askText = (node: Text) => {
		const text = node.data.trim();
		const parent = node.parentElement;
		if (!text || !parent || parent.closest('script, style, noscript') || !shown(parent)) return;
		texts.push({ text, element: describe(parent) });
		if (onMap(parent) || spokenOnly(parent) || parent.tagName === 'OPTION') return;
		const range = document.createRange();
		range.selectNodeContents(node);
		const rects = range.getClientRects();
		if (rects.length === 0) return;
		if (wrapsByLetter(text, rects)) complain('wraps letter by letter', parent);
		const cut = cutBy(parent, range.getBoundingClientRect());
		if (cut) complain(cut, parent);
	};

	const askSpoken = (element: Element) => {
		for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
			const text = element.getAttribute(name)?.trim();
			if (text) texts.push({ text, element: `${name} of ${describe(element)}` });
		}
	};

	const askWidth = () => {
		const page = document.documentElement;
		if (page.scrollWidth > page.clientWidth + SLACK) {
			complain(`page is ${page.scrollWidth} px wide on ${page.clientWidth}`, widest());
		}
		for (const element of root.querySelectorAll('*')) {
			if (element.clientHeight < 200 || onMap(element)) continue;
			if (!scrolls(getComputedStyle(element).overflowX)) continue;
			// A strip to swipe is low; a whole pane that slides sideways is an accident.
			if (element.scrollWidth > element.clientWidth + SLACK)
				complain('pane scrolls sideways', element);
		}
	};
	const widest = (): Element => {
		let found: Element = document.body;
		for (const element of root.querySelectorAll('*')) {
			const { right } = element.getBoundingClientRect();
			if (right >= found.getBoundingClientRect().right && right > innerWidth) found = element;
		}
		return found;
	};

	/** A link inside of a sentence is as high as its line. */
	const inSentence = (element: Element) =>
		element.tagName === 'A' &&
		getComputedStyle(element).display === 'inline' &&
		[...(element.parentElement?.childNodes ?? [])].some(
			(node) => node instanceof Text && node.data.trim() !== ''
		);
	const targetOf = (control: Element) =>
		control instanceof HTMLInputElement ? (control.closest('label') ?? control) : control;
	/** What scrolled away is not under a finger. */
	const seenOf = (element: Element) => {
		let { left, right, top, bottom } = element.getBoundingClientRect();
		for (let at = element.parentElement; at && at !== root; at = at.parentElement) {
			if (getComputedStyle(at).overflow === 'visible') continue;
			const edge = at.getBoundingClientRect();
			left = Math.max(left, edge.left);
			right = Math.min(right, edge.right);
			top = Math.max(top, edge.top);
			bottom = Math.min(bottom, edge.bottom);
		}
		return { left, right, top, bottom };
	};
	/** What stays while the page moves under it: its targets meet others by scrolling, not by design. */
	const layerOf = (element: Element): Element | null => {
		for (let at: Element | null = element; at && at !== root; at = at.parentElement)
			if (/fixed|sticky/.test(getComputedStyle(at).position)) return at;
		return null;
	};

	const askThumb = () => {
		const targets = [...root.querySelectorAll(CONTROLS)]
			// Things on a map have their equal in its list.
			.filter((control) => shown(control) && !onMap(control) && !inSentence(control))
			.map(targetOf)
			.filter((target) => !spokenOnly(target));
		const boxes = [...new Set(targets)].map((target) => ({
			target,
			box: target.getBoundingClientRect(),
			seen: seenOf(target),
			layer: layerOf(target)
		}));
		boxes.forEach(({ target, box, seen, layer }, index) => {
			if (box.width === 0) return;
			if (box.width < TAP - 0.5 || box.height < TAP - 0.5)
				complain(`tap target of ${Math.round(box.width)}×${Math.round(box.height)}`, target);
			for (const other of boxes.slice(index + 1)) {
				if (other.layer !== layer) continue;
				if (target.contains(other.target) || other.target.contains(target)) continue;
				const across =
					Math.min(seen.right, other.seen.right) - Math.max(seen.left, other.seen.left);
				const along = Math.min(seen.bottom, other.seen.bottom) - Math.max(seen.top, other.seen.top);
				if (across > 4 && along > 4)
					complain(`tap target lies over ${describe(other.target)}`, target);
			}
		});
	};

	askWidth();
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) askText(walker.currentNode as Text);
	for (const element of root.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
		if (shown(element)) askSpoken(element);
	if (thumb) askThumb();
	return { complaints, texts };
}
