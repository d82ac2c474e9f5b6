import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
const ESLINT = path.join(ROOT, 'node_modules/eslint/bin/eslint.js');
const CONFIG = path.join(ROOT, 'scripts/language/eslint.config.mjs');

/** Sentences with the phrase to avoid in each. */
const AVOIDED: readonly (readonly [phrase: string, sentence: string])[] = [
	['mended', 'Run it again once that is mended.'],
	['door', 'The webhook is the other door to n8n.'],
	['house', 'The house has a folder per resource.'],
	['this room', 'Such code has a place in this room.'],
	['lives in this', 'The ledger lives in this folder.'],
	['held this run up', "Talkover's rate limit held this run up for 2 s."],
	['came about', 'It is unclear whether the call came about.'],
	['is kept', 'The rate limit of your plan is kept.'],
	['stands in the way', 'Talkover rejected it, because something else stands in the way.'],
	['so many', 'It waits so many seconds.'],
	['by itself', 'The list loads by itself.'],
	['is to be', 'The status that the campaign is to be set to.'],
	['spoken of', 'This is the limit spoken of above.'],
	['another try', 'The node makes another try.'],
	['3 tries', 'It fails after 3 tries.'],
	['answer tells', 'The answer tells when to retry.'],
	['tell a duration', 'Those calls do not tell a duration.'],
	['tells a lot', 'Use it where the API tells a lot.'],
	['Tells it from', 'Tells it from others of the same words.'],
	['did not succeed', 'How often a request is repeated that did not succeed.'],
	['anything twice', 'It retries where that cannot do anything twice.'],
	['had back', 'A deleted agent cannot be had back.'],
	['is looked at', 'The campaign is looked at first.'],
	['as wanted', 'Nothing changes if the status is as wanted.'],
	['says, by', 'A template says, by the name of an event, what is sent.'],
	['may hold', 'The list may hold numbers only.'],
	['again who', 'A contact is called again who was not reached.'],
	['goes by', 'It goes by the start date.'],
	['What is no', 'What is no international number is not sent.'],
	['is refused', 'Such a number is refused.'],
	['Talkover refused', 'Talkover refused the request.'],
	['known to one', 'Deliveries are known to one process.'],
	['every item it gets', 'The node runs once for every item it gets.'],
	['in truth', 'A 404 is a valid result in truth.'],
	['no wish', 'An empty list is no wish to remove everyone.'],
	['full all the time', 'It was no window that was full all the time.'],
	['in all', 'It waited for 2 s in all.'],
];

/** Sentences without a phrase to avoid. */
const ACCEPTED = [
	'Retries a 429 after the delay; a second retry follows.',
	'Try again later, or try another agent.',
	'The connection was refused by the server.',
	'A warehouse is indoors.',
	'Tell the caller about the appointment.',
	'The limit applies to requests in all executions.',
	'Use `Max Tries`, `is kept` or `by itself` in code.',
];

const SENTENCES = [...AVOIDED.map(([, sentence]) => sentence), ...ACCEPTED];

/** Files in which each line is one of the sentences. */
const FILES: Readonly<Record<string, (sentence: string) => string>> = {
	'comments.ts': (sentence) => `/** ${sentence} */`,
	'strings.ts': (sentence) => `export const text = ${JSON.stringify(sentence)};`,
	'templates.ts': (sentence) => `export const text = \`\${1} ${sentence.replaceAll('`', '\\`')}\`;`,
	'lines.md': (sentence) => `- ${sentence}`,
	'examples/lines.json': (sentence) => `${JSON.stringify(sentence)},`,
};

interface Finding {
	readonly ruleId: string;
	readonly message: string;
	readonly line: number;
}

function lint(folder: string): Map<string, readonly Finding[]> {
	let output: string;
	try {
		const args = [ESLINT, '-c', CONFIG, '--format', 'json', '.'];
		output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
	} catch (error) {
		output = (error as { stdout: string }).stdout;
	}
	const results = JSON.parse(output) as { filePath: string; messages: Finding[] }[];
	return new Map(
		results.map(({ filePath, messages }) => [path.relative(folder, filePath), messages]),
	);
}

let findings: ReadonlyMap<string, readonly Finding[]>;

beforeAll(() => {
	const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'phrases-')));
	try {
		mkdirSync(path.join(folder, 'examples'));
		for (const [file, write] of Object.entries(FILES)) {
			const lines = SENTENCES.map(write);
			const content = file.endsWith('.json')
				? `[${lines.join('\n').replace(/,$/, '')}]`
				: lines.join('\n');
			writeFileSync(path.join(folder, file), `${content}\n`);
		}
		writeFileSync(
			path.join(folder, 'code.ts'),
			[
				'export const isKept = { house: 1, door: 2, tries: 3 };',
				'try { isKept.door = isKept.house; } finally { isKept.tries += 1; }',
				'// A comment that goes on in the next line is one text: this is',
				'// kept.',
			].join('\n'),
		);
		writeFileSync(
			path.join(folder, 'code.md'),
			'```ts\nconst door = "is kept by itself";\n```\n\nA phrase across lines is\nkept.\n',
		);
		findings = lint(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test.each(AVOIDED)(
	'"%s" is reported in comments, strings, JSON and Markdown',
	(phrase, sentence) => {
		const line = SENTENCES.indexOf(sentence) + 1;
		for (const file of Object.keys(FILES)) {
			const messages = findings.get(file)?.filter((finding) => finding.line === line) ?? [];
			expect([file, ...messages.map(({ message }) => message)]).toEqual([
				file,
				expect.stringContaining(`Avoid "${phrase}". Better: `),
			]);
		}
	},
);

test.each(ACCEPTED)('"%s" is accepted', (sentence) => {
	const line = SENTENCES.indexOf(sentence) + 1;
	for (const file of Object.keys(FILES)) {
		expect(findings.get(file)?.filter((finding) => finding.line === line)).toEqual([]);
	}
});

test('code is accepted, and a phrase that continues in the next line is reported', () => {
	expect(findings.get('code.ts')).toEqual([
		expect.objectContaining({ line: 3, message: expect.stringContaining('"is kept"') }),
	]);
	expect(findings.get('code.md')).toEqual([
		expect.objectContaining({ line: 5, message: expect.stringContaining('"is kept"') }),
	]);
});
