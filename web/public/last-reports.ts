/**
 * 我上次报的: the receipts of this phone, kept in its own storage only. A code is all it takes to
 * follow a report, so nothing else is kept beside the place and the time.
 */

interface Receipt {
	readonly code: string;
	readonly place: string;
	readonly when: string;
}

const KEY = 'lianqin-reports';
const KEPT = 5;

function read(): Receipt[] {
	try {
		const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		return Array.isArray(list) ? (list as Receipt[]) : [];
	} catch {
		return [];
	}
}

/** On a receipt: remembers it, and offers it as a picture to keep. */
export function keepReceipt(): void {
	const card = document.querySelector<HTMLElement>('[data-receipt]');
	if (!card) return;
	const { code = '', place = '', when = '' } = card.dataset;
	const others = read().filter((entry) => entry.code !== code);
	try {
		localStorage.setItem(KEY, JSON.stringify([{ code, place, when }, ...others].slice(0, KEPT)));
	} catch {
		// No storage: the receipt on the screen is the receipt.
	}
	const button = document.querySelector<HTMLButtonElement>('[data-save]');
	if (!button) return;
	button.hidden = false;
	button.onclick = () => saveAsPicture(card);
}

/** Where a page has room for it: the last receipts, each a form, for a code never stands in an address. */
export function showLast(): void {
	const section = document.querySelector<HTMLElement>('[data-last]');
	const list = read();
	if (!section || list.length === 0) return;
	const title = document.createElement('h2');
	title.textContent = section.dataset['last'] ?? '';
	section.replaceChildren(title, ...list.map(formOf));
	section.hidden = false;
}

function formOf({ code, place, when }: Receipt): HTMLFormElement {
	const form = document.createElement('form');
	form.method = 'post';
	form.action = '/q';
	const input = document.createElement('input');
	input.type = 'hidden';
	input.name = 'code';
	input.value = code;
	const button = document.createElement('button');
	button.className = 'quiet';
	button.textContent = `${place} · ${when}`;
	form.append(input, button);
	return form;
}

function saveAsPicture(card: HTMLElement): void {
	const { code = '', place = '', when = '', title = '', label = '', hint = '' } = card.dataset;
	const canvas = document.createElement('canvas');
	canvas.width = 720;
	canvas.height = 480;
	const pen = canvas.getContext('2d');
	if (!pen) return;
	pen.fillStyle = '#fff';
	pen.fillRect(0, 0, canvas.width, canvas.height);
	pen.fillStyle = '#15211f';
	const family = getComputedStyle(document.body).fontFamily;
	const line = (text: string, size: number, y: number, weight = 400) => {
		pen.font = `${weight} ${size}px ${family}`;
		pen.fillText(text, 40, y, canvas.width - 80);
	};
	line(title, 40, 80, 700);
	line(label, 26, 150);
	line(code, 56, 220, 700);
	line(place, 28, 290);
	line(when, 28, 335);
	line(hint, 22, 420);
	const link = document.createElement('a');
	link.download = `${code.replace(/\s/g, '')}.png`;
	link.href = canvas.toDataURL('image/png');
	link.click();
}
