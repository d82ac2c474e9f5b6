/** Part of a sentence. Single words may be stored values, keys and decisions, such as 'unknown'. */
const TEXT = /\w\s|\s\w/;

/** Such as 1 of 4, in `TALKOVER_SHARE`. */
const [share, shares] = (process.env.TALKOVER_SHARE ?? '1/1').split('/').map(Number);
if (!(share >= 1 && share <= shares)) throw new Error('A share is written like this: 1/4');

let count = 0;

/**
 * Ignores texts that people read: tests that repeat wordings make every improvement of a text a failure, and a wrong one
 * harms nobody. If a share was asked for, it also ignores the functions of the others; all shares together are the whole.
 */
export const strykerPlugins = [
	{
		kind: 'Ignore',
		name: 'ignorer',
		value: {
			shouldIgnore(path) {
				if (TEXT.test(textOf(path.node))) return 'A text';
				if (isFunction(path) && count++ % shares !== share - 1) return 'In another share';
				return undefined;
			},
		},
	},
];

function textOf({ type, value, ...template }) {
	if (type === 'StringLiteral') return value;
	if (type !== 'TemplateLiteral') return '';
	const { quasis: parts } = template;
	return parts.map((part) => part.value.raw).join('');
}

/** Whether it's a member of a class, or a statement of a module other than a class. */
function isFunction({ node, parentPath }) {
	if (parentPath?.isClassBody()) return true;
	const { type } = node.declaration ?? node;
	return Boolean(parentPath?.isProgram()) && type !== 'ClassDeclaration';
}
