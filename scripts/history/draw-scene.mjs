/** One drawing, made in a browser page from plain shapes. */

/**
 * @typedef {object} Scene
 * @property {string} title
 * @property {'street' | 'hall' | 'water'} ground
 * @property {'car' | 'bags' | 'boxes' | 'wire' | 'stall' | 'bike' | 'bill' | 'cover' | 'hole' | 'puddle' | 'tree' | 'fence' | 'weed' | 'lamp'} thing
 */

/** @type {Record<string, Scene>} */
export const SCENES = {
	lane: { title: '消防通道', ground: 'street', thing: 'car' },
	rubbish: { title: '暴露垃圾', ground: 'street', thing: 'bags' },
	stairs: { title: '楼道', ground: 'hall', thing: 'boxes' },
	wires: { title: '线缆', ground: 'street', thing: 'wire' },
	shopfront: { title: '店门口', ground: 'street', thing: 'stall' },
	bikes: { title: '非机动车', ground: 'street', thing: 'bike' },
	poster: { title: '张贴物', ground: 'hall', thing: 'bill' },
	manhole: { title: '井盖', ground: 'street', thing: 'cover' },
	road: { title: '路面', ground: 'street', thing: 'hole' },
	water: { title: '积水', ground: 'street', thing: 'puddle' },
	tree: { title: '树木', ground: 'street', thing: 'tree' },
	site: { title: '工地', ground: 'street', thing: 'fence' },
	river: { title: '河道', ground: 'water', thing: 'weed' },
	lamp: { title: '路灯', ground: 'street', thing: 'lamp' }
};

/**
 * Runs in the page.
 * @param {Scene} scene
 * @param {string} view near, far, after or again
 * @returns {string[]} the picture and its thumb, base64
 */
export function drawScene(scene, view) {
	const canvas = document.createElement('canvas');
	canvas.width = 480;
	canvas.height = 360;
	const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
	const box = (/** @type {string} */ fill, /** @type {number[]} */ ...[x, y, w, h]) => {
		pen.fillStyle = fill;
		pen.fillRect(x ?? 0, y ?? 0, w ?? 0, h ?? 0);
	};
	const disc = (/** @type {string} */ fill, /** @type {number[]} */ ...[x, y, rx, ry]) => {
		pen.fillStyle = fill;
		pen.beginPath();
		pen.ellipse(x ?? 0, y ?? 0, rx ?? 0, ry ?? rx ?? 0, 0, 0, 7);
		pen.fill();
	};
	const line = (
		/** @type {string} */ ink,
		/** @type {number} */ width,
		/** @type {number[]} */ ...points
	) => {
		pen.strokeStyle = ink;
		pen.lineWidth = width;
		pen.beginPath();
		for (let i = 0; i < points.length; i += 2) pen.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
		pen.stroke();
	};

	const grounds = {
		street: () => {
			box('#b9cfdd', 0, 0, 480, 150);
			for (const [x, tone] of /** @type {[number, string][]} */ ([
				[0, '#c8b9a2'],
				[130, '#b7a58c'],
				[250, '#cdbfae'],
				[370, '#a99a86']
			])) {
				box(tone, x, 40, 118, 160);
				for (let k = 0; k < 6; k++)
					box('#7f93a3', x + 14 + (k % 3) * 34, 62 + (k > 2 ? 50 : 0), 20, 28);
			}
			box('#9aa39a', 0, 200, 480, 26);
			box('#6d7278', 0, 226, 480, 134);
			for (let x = 20; x < 480; x += 90) box('#d9d7c8', x, 296, 46, 6);
		},
		hall: () => {
			box('#d8d3c6', 0, 0, 480, 360);
			box('#8b8578', 0, 280, 480, 80);
			box('#77634c', 60, 70, 90, 210);
			box('#77634c', 330, 70, 90, 210);
			for (let k = 0; k < 6; k++)
				box(k % 2 ? '#a8a090' : '#b8b0a0', 180 + k * 8, 100 + k * 30, 130 - k * 16, 30);
		},
		water: () => {
			box('#b9cfdd', 0, 0, 480, 130);
			box('#8aa876', 0, 110, 480, 60);
			box('#5f8796', 0, 170, 480, 190);
			for (let k = 0; k < 9; k++) box('#6f99a8', (k * 97) % 440, 190 + k * 17, 60, 3);
		}
	};
	const things = {
		car: () => {
			box('#a33a34', 130, 230, 220, 60);
			box('#8e302b', 175, 190, 130, 46);
			box('#c9d8e2', 185, 198, 52, 32);
			box('#c9d8e2', 244, 198, 52, 32);
			disc('#222', 175, 292, 24);
			disc('#222', 305, 292, 24);
		},
		bags: () => {
			for (const [x, y, r, tone] of /** @type {[number, number, number, string][]} */ ([
				[200, 280, 34, '#2f3133'],
				[245, 268, 40, '#3b3e40'],
				[290, 284, 32, '#27292b'],
				[230, 300, 26, '#d7d3c4'],
				[270, 304, 20, '#7aa0c4']
			]))
				disc(tone, x, y, r, r * 0.8);
		},
		boxes: () => {
			box('#b08a55', 190, 220, 70, 62);
			box('#c29a62', 255, 236, 60, 48);
			box('#9b7743', 205, 168, 54, 52);
			box('#6f7f5c', 300, 200, 26, 84);
		},
		wire: () => {
			line('#1c1c1c', 4, 60, 90, 160, 180, 260, 200, 330, 262);
			box('#e8e4d8', 320, 255, 44, 20);
			box('#3c6e9a', 350, 240, 70, 30);
			disc('#222', 362, 282, 15);
			disc('#222', 412, 282, 15);
		},
		stall: () => {
			box('#c65b3a', 140, 190, 200, 22);
			box('#8a6a44', 150, 250, 180, 40);
			for (let k = 0; k < 8; k++) disc(k % 2 ? '#d7932f' : '#6a9a3f', 164 + k * 22, 246, 11);
		},
		bike: () => {
			for (let k = 0; k < 4; k++) {
				const x = 110 + k * 74;
				line(k % 2 ? '#2f7fb8' : '#e0a52c', 5, x, 285, x + 22, 250, x + 52, 250, x + 64, 285);
				for (const at of [x, x + 64]) {
					pen.strokeStyle = '#222';
					pen.lineWidth = 4;
					pen.beginPath();
					pen.arc(at, 285, 20, 0, 7);
					pen.stroke();
				}
			}
		},
		bill: () => {
			for (let k = 0; k < 7; k++) {
				box(
					['#f3e27a', '#e9e9e9', '#e7a1a1'][k % 3] ?? '',
					170 + (k % 4) * 38,
					110 + (k > 3 ? 70 : 0),
					32,
					50
				);
				for (let row = 0; row < 4; row++)
					box('#555', 174 + (k % 4) * 38, 118 + row * 9 + (k > 3 ? 70 : 0), 24, 3);
			}
		},
		cover: () => {
			disc('#2a2a2a', 240, 295, 74, 34);
			disc('#111', 252, 300, 52, 22);
			line('#8e8e8e', 6, 170, 276, 240, 262, 300, 270);
		},
		hole: () => {
			disc('#3c3e40', 240, 292, 96, 30);
			disc('#2a2b2c', 250, 296, 64, 18);
			line('#4a4c4e', 3, 140, 280, 90, 262, 60, 300);
		},
		puddle: () => {
			disc('#86a3b4', 240, 295, 190, 46);
			disc('#9ab6c5', 220, 288, 110, 20);
		},
		tree: () => {
			line('#5b4127', 22, 60, 300, 300, 262);
			for (let k = 0; k < 6; k++)
				disc(k % 2 ? '#4d7a3c' : '#5d8c48', 290 + k * 22, 240 + (k % 3) * 22, 34);
		},
		fence: () => {
			for (let k = 0; k < 5; k++)
				box(k % 2 ? '#3d7fb0' : '#4a8cc0', 40 + k * 84, 160 + (k === 2 ? 34 : 0), 78, 110);
			disc('#8a6a4a', 250, 300, 90, 16);
		},
		weed: () => {
			for (let k = 0; k < 26; k++)
				disc(k % 3 ? '#4f7f45' : '#c9c4a8', 60 + ((k * 53) % 360), 215 + ((k * 37) % 110), 16, 7);
		},
		lamp: () => {
			box('#55585b', 236, 70, 9, 210);
			line('#55585b', 8, 240, 74, 310, 60);
			box('#2c2e30', 300, 56, 46, 12);
		}
	};

	grounds[scene.ground]();
	const isDone = view === 'after' || view === 'again';
	pen.save();
	if (view === 'near') {
		pen.translate(240, 270);
		pen.scale(1.35, 1.35);
		pen.translate(-240, -270);
	}
	if (!isDone) things[scene.thing]();
	pen.restore();
	if (isDone) {
		for (let k = 0; k < 5; k++) box('#e3c52f', 60 + k * (view === 'again' ? 70 : 80), 300, 44, 8);
		if (scene.thing === 'lamp') things.lamp();
		if (scene.thing === 'lamp') disc('#ffe9a0', 322, 68, 26, 14);
		if (scene.thing === 'cover') disc('#6a6a68', 240, 295, 60, 26);
	}
	box('rgba(0,0,0,.55)', 0, 330, 480, 30);
	pen.fillStyle = '#fff';
	pen.font = '17px "Noto Sans CJK SC", sans-serif';
	pen.fillText(
		`示例图片 · ${scene.title} · ${isDone ? '处置后' : view === 'near' ? '近景' : '远景'}`,
		12,
		351
	);

	const small = document.createElement('canvas');
	small.width = 160;
	small.height = 120;
	/** @type {CanvasRenderingContext2D} */ (small.getContext('2d')).drawImage(
		canvas,
		0,
		0,
		160,
		120
	);
	return [canvas, small].map((drawn) => drawn.toDataURL('image/jpeg', 0.6).split(',')[1] ?? '');
}
