const TRY =
	/\b(?:an?|another|each|every|first|last|next|one|per|previous|second|these|third|those|three|two|\d+) (?:try|tries)\b/i;
const TELLS =
	/\b(?:answer|error|header|list|log|message|n8n|name|page|response|result|server|status|Talkover)(?:e?s)? tells?\b/i;

/**
 * Words and phrases to avoid, each with what to write instead. They're checked in strings, comments, JSON
 * and Markdown, but not in code. A pattern belongs here only if it has no legitimate use.
 */
export const PHRASES = [
	[/\bmend(?:s|ed|ing)?\b/i, 'fix'],
	[/\bdoors?\b/i, 'entry point'],
	[/\bhouses?\b/i, 'project, layout'],
	[/\b(?:this|in the) room\b/i, 'this folder'],
	[/\blives in (?:its|that|the|this)\b/i, 'belongs in, is in'],
	[/\bh(?:eld|old(?:s|ing)?) (?:\S+ ){0,3}up\b/i, 'delay, wait for'],
	[/\bc(?:ame|omes?|oming) about\b/i, 'go through, be created'],
	[/\b(?:is|are|was|were|be|been) kept\b/i, 'is stored, is respected, stays'],
	[/\bst(?:ands?|anding|ood) in (?:its|the|their) way\b/i, 'conflict, prevent'],
	[/\bso many\b/i, 'this many'],
	[/\bby (?:itself|themselves)\b/i, 'automatically'],
	[/\b(?:is|are|was|were) to be\b/i, 'must be, new'],
	[/\bsp(?:eaks?|eaking|oke|oken) of\b/i, 'mention, report'],
	[TRY, 'attempt'],
	[TELLS, 'show, report, contain'],
	[/\btells? (?:a|an|its|no|the) (?:duration|number|reason|status|time)\b/i, 'have, contain'],
	[/\btells? a lot\b/i, 'be large'],
	[
		/\btell(?:s|ing)? (?:each|it|one|them|these|this|those|two) (?:\S+ )?(?:apart|from)\b/i,
		'distinguish',
	],
	[/\b(?:did|does|do|has|have)(?:n't| not) succeed(?:ed)?\b/i, 'fail'],
	[/\banything twice\b/i, 'a duplicate; "when it\'s safe to do so"'],
	[/\bhad back\b/i, 'recovered'],
	[/\b(?:is|are|was|were|be|been) looked at\b/i, 'be read, be checked'],
	[/\b(?:as|if) wanted\b/i, 'as requested, already matches'],
	[/\bsays, by\b/i, 'map, name'],
	[/\bmay hold\b/i, 'can contain, must contain only'],
	[/\bagain who\b/i, 'a main clause: "a contact who … is called again"'],
	[/\b(?:goes|going) by\b/i, 'compare, use'],
	[/\bwhat (?:is|are) no\b/i, 'a noun: "numbers that aren\'t …"'],
	[
		/(?<!\bconnections? )\b(?:is|are|was|were|be|been) refused\b|\bTalkover refuse[ds]?\b/i,
		'reject',
	],
	[/\bknown to one\b/i, 'kept per'],
	[/\b(?:each|every) item it gets\b/i, 'per input item'],
	[/\bin truth\b/i, 'actually'],
	[/\bno wish\b/i, 'does not mean'],
	[/\bfull all the time\b/i, 'without pause'],
	[/\bin all(?=[.,;:)]|$)/i, 'in total'],
];

/** The phrases to avoid in a text, each with what to write instead. Inline code in it is ignored. */
function phrasesIn(text) {
	const prose = text.replace(/`[^`]*`/g, '``').replace(/\s+/g, ' ');
	return PHRASES.flatMap(([pattern, instead]) => {
		const [phrase] = pattern.exec(prose) ?? [];
		return phrase === undefined ? [] : [{ phrase, instead }];
	});
}

/** Comments in successive lines are one text. */
function joined(comments) {
	const texts = [];
	let last;
	for (const { type, value, loc } of comments) {
		const goesOn =
			type === 'Line' && last?.type === 'Line' && loc.start.line === last.loc.end.line + 1;
		if (goesOn) texts.at(-1).text += ` ${value}`;
		else texts.push({ text: value.replace(/^[ \t]*\*/gm, ''), loc });
		last = { type, loc };
	}
	return texts;
}

/** Reports {@link PHRASES} in TypeScript, JavaScript, JSON and Markdown. */
export const phrases = {
	meta: {
		type: 'suggestion',
		schema: [],
		messages: { avoid: 'Avoid "{{phrase}}". Better: {{instead}}.' },
	},
	create(context) {
		const check = (text, place) => {
			for (const data of phrasesIn(text)) context.report({ ...place, messageId: 'avoid', data });
		};
		return {
			Program: () => {
				for (const { text, loc } of joined(context.sourceCode.getAllComments()))
					check(text, { loc });
			},
			Literal: (node) => {
				if (typeof node.value === 'string') check(node.value, { node });
			},
			TemplateElement: (node) => {
				check(node.value.cooked ?? '', { node });
			},
			// JSON
			String: (node) => {
				check(node.value, { node });
			},
			// Markdown
			text: (node) => {
				check(node.value, { node });
			},
		};
	},
};
