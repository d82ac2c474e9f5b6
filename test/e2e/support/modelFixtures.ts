import type { CredentialReference } from '../../../tools/playground/setup';
import type { NodeJson } from '../../../tools/playground/workflows';
import { test as base } from './fixtures';
import type { ScriptedModel } from './scriptedModel';
import { startScriptedModel } from './scriptedModel';

interface Fixtures {
	readonly model: ScriptedModel;
	/** The only credential of its type in n8n. */
	readonly modelCredential: CredentialReference;
}

/** Tests with a scripted model. */
export const test = base.extend<Fixtures>({
	model: async ({}, use) => {
		const model = await startScriptedModel();
		await use(model);
		await model.close();
	},

	modelCredential: async ({ world: { api }, model }, use) => {
		const credential = await api.call<CredentialReference>('POST', '/credentials', {
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'scripted', url: model.url, header: false },
		});
		await use(credential);
		await api.call('DELETE', `/credentials/${credential.id}`);
	},
});

/** The sub-node of an AI agent that asks the scripted model. */
export function modelNode({ id, name }: CredentialReference): NodeJson {
	return {
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.3,
		parameters: {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
		},
		credentials: { openAiApi: { id, name } },
	};
}
