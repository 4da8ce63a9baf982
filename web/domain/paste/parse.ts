/**
 * From a pasted group message or 12345 ticket to a draft of a report. Everything here is a guess
 * that a person looks over; what is not found is simply absent. Names and telephone numbers are
 * taken out of the words, because the words travel with the case and the contact does not.
 */
import type { Source } from '../case/commands';
import { cleanText } from '../text';
import type { Ms } from '../time';
import type { CategoryGuess } from './category-guess';
import { placesIn } from './place-words';
import { timeIn, type SaidTime } from './time-words';

export interface PasteDraft {
	readonly source: Source;
	readonly words: string;
	/** Candidates for the address book, best first. */
	readonly places: readonly string[];
	readonly said?: SaidTime;
	readonly categories: readonly CategoryGuess[];
	readonly callerName?: string;
	readonly callerPhone?: string;
	readonly hotlineNumber?: string;
	readonly districtNumber?: string;
}

const MAX_WORDS = 2000;
const AFTER = '\\s*[:：]\\s*';
const label = (names: string, value: string): RegExp =>
	new RegExp(`(?:^|[\\s，,;；|【])(?:${names})】?${AFTER}(${value})`, 'm');

const HOTLINE_NUMBER = label(
	'(?:热线)?工单(?:编号|号码?)|热线编号|受理编号|诉求编号|12345编号',
	'[A-Za-z0-9-]{6,30}'
);
const LOOSE_NUMBER = /12345\s*(?:热线|工单|转办|派单)?\D{0,6}?([A-Z]{0,4}\d{10,20})/;
const DISTRICT_NUMBER = label(
	'区(?:平台|级|中心)?(?:案件|任务)?(?:编号|号)|(?:案件|任务)(?:编号|号)',
	'[A-Za-z0-9-]{6,30}'
);
const NAME = label(
	'诉求人|来电人|市民(?:姓名)?|投诉人|联系人|姓名|反映人',
	'[\\u4e00-\\u9fff]{1,4}'
);
const SPOKEN_NAME = /联系人?\s*([\u4e00-\u9fff](?:先生|女士|阿姨|叔叔|老师|师傅|小姐))/;
const PLACE = label(
	'(?:事发|诉求|案发|发生|问题|详细|事件)?(?:地址|地点|位置)',
	'[^\\n；;|]{2,80}'
);
const BODY = label(
	'(?:诉求|反映|事件|问题|来电|主要)?(?:内容|描述)|诉求(?:概况|摘要)|情况说明',
	'[^\\n]{2,2000}(?:\\n(?![^\\n：:]{2,8}[：:])[^\\n]+)*'
);
const TIME = label('(?:来电|诉求|受理|发现|反映|事发|派单)时间', '[^\\n；;|]{4,30}');

/** Mobile numbers, and Shanghai's eight digits with or without 021. */
const PHONE =
	/(?<![0-9A-Za-z])(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|(?:021[- ]?)?[2-8]\d{3}[- ]?\d{4})(?![0-9A-Za-z])/;

/** 张示例 2026/7/1 9:15:02 or 张示例(3号楼组长): above or before what was written. */
const SENDER_LINE =
	/^[^\n：:。！？]{1,20}\s+(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*$/;
const SENDER_PREFIX =
	/^(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{0,8}(?:老师|书记|主任|组长|师傅))(?:[(（][^)）]{1,12}[)）])?[:：]\s*/;
const MENTION = /@[^\s@:：，,]{1,16}(?:[(（][^)）]*[)）])?[\s:：，,]*/g;
const ATTACHMENT = /\[(?:图片|视频|语音|文件|位置|链接|表情)[^\]]*\]|【(?:图片|视频)】/g;

const find = (pattern: RegExp, text: string): string | undefined =>
	pattern.exec(text)?.[1]?.trim() || undefined;

export interface PasteContext {
	readonly now: Ms;
	readonly guess: (text: string) => readonly CategoryGuess[];
}

export function parsePaste(raw: string, { now, guess }: PasteContext): PasteDraft {
	const text = cleanText(raw, 8000).normalize('NFKC');
	const isHotline = /12345|热线|市民服务/.test(text) || HOTLINE_NUMBER.test(text);
	const hotlineNumber = find(HOTLINE_NUMBER, text) ?? find(LOOSE_NUMBER, text);
	const districtNumber = find(DISTRICT_NUMBER, text);
	const body = find(BODY, text) ?? withoutFrame(text);
	const labelledPlace = find(PLACE, text);
	const said =
		timeIn(find(TIME, text) ?? withoutNumbers(body), now) ?? timeIn(firstLine(text), now);
	const callerPhone = phoneIn(text);
	const callerName = find(NAME, text) ?? find(SPOKEN_NAME, text);
	const words = withoutContact(body, callerName);
	return {
		source: sourceOf(text, isHotline),
		words: cleanText(words, MAX_WORDS),
		places: placesOf(labelledPlace, body),
		categories: guess(body),
		...(said && { said }),
		...(callerPhone && { callerPhone }),
		...(callerName && { callerName }),
		...(hotlineNumber && { hotlineNumber }),
		...(districtNumber && { districtNumber })
	};
}

function sourceOf(text: string, isHotline: boolean): Source {
	if (isHotline) return 'hotline';
	if (/区(?:城运|平台|中心|级)|市级派|上级/.test(text)) return 'upper';
	if (/来电|打电话|电话反映/.test(text)) return 'call';
	return /居委|村委|楼组长|书记|站长|联勤站|志愿者/.test(text) ? 'village' : 'call';
}

function placesOf(labelled: string | undefined, body: string): string[] {
	const named = labelled === undefined ? [] : placesIn(labelled);
	return [...new Set([...named, ...placesIn(body)])];
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** Long numbers are tickets and telephones, and would be read as times. */
const withoutNumbers = (text: string): string => text.replace(/\d{7,}/g, ' ');

function withoutFrame(text: string): string {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !SENDER_LINE.test(line))
		.map((line) => line.replace(SENDER_PREFIX, ''))
		.join('\n')
		.replace(MENTION, '')
		.replace(ATTACHMENT, '')
		.trim();
}

/** Ticket numbers out first: part of one may look like a telephone. */
function phoneIn(text: string): string | undefined {
	const found = PHONE.exec(text.replace(/[A-Z]{0,4}\d{12,}/g, ' '))?.[0];
	return found?.replace(/[- ]/g, '');
}

function withoutContact(words: string, name: string | undefined): string {
	const phones = new RegExp(
		`[(（]?(?:(?:联系)?电话|手机|tel)?[:：]?\\s*${PHONE.source}[)）]?`,
		'gi'
	);
	const plain = words.replace(phones, '');
	const named = name === undefined ? plain : plain.split(name).join('');
	return named
		.replace(/[，,、\s]*(?:请)?联系人?(?=[，。,.\s]|$)/g, '')
		.replace(/[，,、]\s*(?=[。！!]|$)/g, '')
		.trim();
}
