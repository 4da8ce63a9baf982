/**
 * Words that people read come from messages/, in every language. Refused: Chinese text anywhere in
 * code, and any words written straight into markup or into an attribute that is read out.
 */

const HAN = /\p{Script=Han}/u;
const WORDS = /\p{L}{2}/u;
const SPOKEN =
	/^(alt|title|placeholder|label|aria-(label|description|placeholder|valuetext|roledescription))$/;

const MESSAGE =
	'“{{text}}” is written into the code: put it into messages/zh-CN and messages/en and call m.…().';

/** @type {import('eslint').Rule.RuleModule} */
export const noLiteralText = {
	meta: { type: 'problem', schema: [], messages: { literal: MESSAGE } },
	create(context) {
		const refuse = (/** @type {any} */ node, /** @type {string} */ text) =>
			context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } });
		const refuseHan = (/** @type {any} */ node, /** @type {unknown} */ text) => {
			if (typeof text === 'string' && HAN.test(text)) refuse(node, text);
		};
		return {
			Literal: (node) => refuseHan(node, node.value),
			TemplateElement: (node) => refuseHan(node, node.value.cooked),
			SvelteText(/** @type {any} */ node) {
				const isCode = ['script', 'style'].includes(node.parent?.name?.name ?? '');
				if (!isCode && WORDS.test(node.value)) refuse(node, node.value);
			},
			SvelteLiteral(/** @type {any} */ node) {
				const isSpoken = SPOKEN.test(node.parent?.key?.name ?? '');
				if (HAN.test(node.value) || (isSpoken && WORDS.test(node.value))) refuse(node, node.value);
			}
		};
	}
};
