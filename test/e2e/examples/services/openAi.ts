import type { ChatRequest } from '../../support/scriptedModel';
import { ModelScript } from '../../support/scriptedModel';
import type { PlayedService } from '../support/internet';
import { service } from '../support/service';

/** OpenAI, whose chat models follow a script (API reference: "Create chat completion"). */
export class OpenAi extends ModelScript implements PlayedService {
	readonly host = 'api.openai.com';
	/** What a user chooses in n8n's model node. */
	readonly chosenModel = { __rl: true, mode: 'list', value: 'gpt-5-mini' };
	readonly answer = service({
		host: this.host,
		routes: { 'POST /v1/chat/completions': ({ body }) => this.respond(body as ChatRequest) },
	}).answer;

	/** A credential of n8n for the nodes with these names. */
	credential(...nodes: string[]) {
		const data = { apiKey: 'scripted', url: 'https://api.openai.com/v1', header: false };
		return { type: 'openAiApi', data, nodes };
	}
}
