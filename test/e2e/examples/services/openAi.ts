import type { ChatRequest } from '../../support/scriptedModel';
import { ModelScript } from '../../support/scriptedModel';
import type { PlayedService, ServiceRequest, ServiceResponse } from '../support/internet';
import { route } from '../support/internet';

/** OpenAI, whose chat models follow a script (API reference: "Create chat completion"). */
export class OpenAi extends ModelScript implements PlayedService {
	readonly hosts = ['api.openai.com'];

	/** What a user chooses in n8n's model node. */
	readonly chosenModel = { __rl: true, mode: 'list', value: 'gpt-5-mini' };

	/** A credential of n8n for the nodes with these names. */
	credential(...nodes: string[]) {
		const data = { apiKey: 'scripted', url: 'https://api.openai.com/v1', header: false };
		return { type: 'openAiApi', data, nodes };
	}

	answer(request: ServiceRequest): ServiceResponse | undefined {
		return route(
			[
				[
					'POST',
					/^\/v1\/chat\/completions$/,
					({ body }) => ({ json: this.respond(body as ChatRequest) }),
				],
			],
			request,
		);
	}
}
