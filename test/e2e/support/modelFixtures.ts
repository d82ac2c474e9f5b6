import type { CredentialReference } from '../../../tools/playground/setup';
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
