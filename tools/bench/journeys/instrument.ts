import ts from 'typescript';

/** The global function that each function of the package calls first. */
export const ENTER = 'enterFunction';

/**
 * The JavaScript of a TypeScript file in which each function first calls {@link ENTER} with the name of the file and
 * its own position in it.
 */
export function instrumented(source: string, file: string): string {
	const { outputText } = ts.transpileModule(source, {
		fileName: file,
		compilerOptions: {
			target: ts.ScriptTarget.ES2022,
			module: ts.ModuleKind.CommonJS,
			esModuleInterop: true,
		},
		transformers: { before: [withCalls(file)] },
	});
	return outputText;
}

function withCalls(file: string): ts.TransformerFactory<ts.SourceFile> {
	return (context) => {
		const { factory } = context;
		const callAt = (position: number) =>
			factory.createExpressionStatement(
				factory.createCallExpression(factory.createIdentifier(ENTER), undefined, [
					factory.createStringLiteral(file),
					factory.createNumericLiteral(position),
				]),
			);
		const visit = (node: ts.Node): ts.Node => {
			const visited = ts.visitEachChild(node, visit, context);
			if (ts.isBlock(visited) && ts.isFunctionLike(node.parent)) {
				return factory.updateBlock(visited, [callAt(node.pos), ...visited.statements]);
			}
			if (ts.isArrowFunction(visited) && !ts.isBlock(visited.body)) {
				const body = [callAt(node.pos), factory.createReturnStatement(visited.body)];
				return factory.updateArrowFunction(
					...([visited, visited.modifiers, visited.typeParameters, visited.parameters] as const),
					...([visited.type, visited.equalsGreaterThanToken, factory.createBlock(body)] as const),
				);
			}
			return visited;
		};
		return (file) => ts.visitEachChild(file, visit, context);
	};
}
