/** Methods that change a list, a map or a set. */
const CHANGING =
	/^(?:add|clear|copyWithin|delete|fill|pop|push|reverse|set|shift|sort|splice|unshift)$/;

/** Classes whose instances don't change, or belong to the objects that are their keys. */
const HARMLESS = /^(?:Map|RegExp|Set|SharedKey|WeakMap)$/;

const MESSAGE =
	'State that lives in a module must be made with `moduleState` (nodes/Talkover/account), so that it is known and tests can reset it. A cache is made with `base/collections/cache`.';

/** @param variable of a module */
function isWeak(variable) {
	return variable.defs.some(({ node }) => node.init?.callee?.name === 'WeakMap');
}

/** The node that changes the variable by this reference, or its content; undefined if none does. */
function changeBy(reference) {
	if (reference.isWrite()) return reference.init ? undefined : reference.identifier;
	const member = reference.identifier.parent;
	if (member.type !== 'MemberExpression' || member.object !== reference.identifier)
		return undefined;
	const { parent } = member;
	const isCall =
		parent.type === 'CallExpression' &&
		parent.callee === member &&
		CHANGING.test(member.property.name);
	const isAssigned = parent.type === 'AssignmentExpression' && parent.left === member;
	const isOther =
		parent.type === 'UpdateExpression' ||
		(parent.type === 'UnaryExpression' && parent.operator === 'delete');
	return isCall || isAssigned || isOther ? parent : undefined;
}

/** An ESLint rule that finds variables of a module that change, and instances of classes that may. */
export const noModuleState = {
	meta: { type: 'problem', schema: [] },
	create: (context) => ({
		'Program:exit': ({ body }) => {
			const scope = context.sourceCode.scopeManager.globalScope.childScopes[0];
			for (const variable of scope?.type === 'module' ? scope.variables : []) {
				if (variable.defs[0]?.type !== 'Variable' || isWeak(variable)) continue;
				const change = variable.references.map(changeBy).find(Boolean);
				if (change) context.report({ node: change, message: MESSAGE });
			}
			for (const statement of body) {
				const { declarations = [] } = statement.declaration ?? statement;
				for (const { init } of declarations) {
					if (init?.type !== 'NewExpression' || HARMLESS.test(init.callee.name)) continue;
					context.report({ node: init, message: MESSAGE });
				}
			}
		},
	}),
};
