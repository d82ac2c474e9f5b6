import { Expression } from 'n8n-workflow';

import { expressionEngine, startEngine } from '../harness/engine';

test('expressions are evaluated by the engine that n8n uses on this version of Node', async () => {
	await startEngine();

	expect(Expression.getActiveImplementation()).toBe(expressionEngine());
});
