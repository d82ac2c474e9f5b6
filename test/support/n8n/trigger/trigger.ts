import { startEngine } from '../../../../tools/harness/engine';

import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { TalkoverApi } from '../../../../credentials/TalkoverApi.credentials';
import { TalkoverTrigger } from '../../../../nodes/Talkover/TalkoverTrigger.node.ts';
import { MemoryCredentials } from '../../../../tools/harness/credentials';
import { withExpressions } from '../../../../tools/harness/host';
import type { TriggerSetup } from './triggerWorkflow';
import { nodeOf, triggerWorkflow, webhookAddresses, webhookDataOf } from './triggerWorkflow';
import { additionalDataFor } from '../../../../tools/harness/workflow';

type HttpResponse = NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;
type Hook = 'checkExists' | 'create' | 'delete';

/**
 * A workflow with one Talkover Trigger on n8n's server, modeled on `active-workflow-manager.ts`,
 * `test-webhooks.ts` and `webhook.service.ts`: the node's hooks run in n8n-core's own contexts, and their
 * static data is saved and lost exactly when n8n saves and loses it.
 */
export class TriggerHost {
	/** The workflow's static data in the database. */
	saved = '{}';
	/** The static data of the current test. */
	test: string | undefined;
	/** The messages that n8n itself writes into its log. */
	readonly log: string[] = [];
	/** Whether n8n has no version of the workflow with which to clean up after a failed activation. */
	withoutCleanUp = false;
	/** What happens before n8n passes a delivery to the node. */
	beforeReceive: ((response: HttpResponse) => Promise<unknown> | undefined) | undefined;
	/** The hooks that n8n has called. */
	readonly called: Hook[] = [];
	private readonly type = new TalkoverTrigger();
	private readonly credentials = new MemoryCredentials({ talkoverApi: new TalkoverApi() });

	constructor(public setup: TriggerSetup) {}

	/** Changes the settings of the user or the administrator. */
	change(setup: Partial<TriggerSetup>): void {
		this.setup = { ...this.setup, ...setup };
	}

	/** Copies the workflow with its static data, as n8n's API and command line do. */
	copy(setup: Partial<TriggerSetup>): TriggerHost {
		const copy = new TriggerHost({ ...this.setup, ...setup });
		copy.saved = this.saved;
		return copy;
	}

	/** Activates the workflow, or starts n8n while it's active (`addWebhooks`). */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = await this.open(this.saved);
		try {
			const exists = await this.call('checkExists', workflow, 'trigger', activation);
			if (!exists) await this.call('create', workflow, 'trigger', activation);
		} catch (error) {
			// The static data that the hooks have written so far is lost here.
			if (!this.withoutCleanUp) await this.deactivate();
			throw error;
		}
		this.save(workflow);
	}

	async restart(): Promise<void> {
		await this.activate('init');
	}

	/** Deactivates the workflow (`remove`, `clearWebhooks`). n8n logs a failure and continues. */
	async deactivate(): Promise<void> {
		const workflow = await this.open(this.saved);
		try {
			await this.call('delete', workflow, 'internal', 'update');
			this.save(workflow);
		} catch (error) {
			this.log.push(`Could not remove webhooks: ${(error as Error).message}`);
		}
	}

	/** The editor starts to listen for a test event (`needsWebhook`). */
	async listen(): Promise<void> {
		const workflow = await this.open('{}');
		try {
			const exists = await this.call('checkExists', workflow, 'manual', 'manual', true);
			if (!exists) await this.call('create', workflow, 'manual', 'manual', true);
		} catch (error) {
			await this.call('delete', workflow, 'internal', 'update', true);
			throw error;
		}
		this.test = JSON.stringify(workflow.staticData);
	}

	/** The editor stops listening (`deactivateWebhooks`). */
	async stopListening(): Promise<void> {
		const workflow = await this.open(this.test ?? '{}');
		await this.call('delete', workflow, 'internal', 'update', true);
		this.test = undefined;
	}

	/** Passes a request that n8n has read to the node (`executeWebhook`, `runWebhook`). */
	async receive(
		httpRequest: IWorkflowExecuteAdditionalData['httpRequest'],
		httpResponse: HttpResponse,
		isTest: boolean,
	): Promise<IWebhookResponseData> {
		const workflow = await this.open(this.saved);
		if (isTest) workflow.setTestStaticData(JSON.parse(this.test ?? '{}') as IDataObject);
		const additionalData = this.additionalData(workflow);
		Object.assign(additionalData, { httpRequest, httpResponse });
		const context: unknown = new WebhookContext(
			workflow,
			nodeOf(workflow),
			additionalData,
			isTest ? 'manual' : 'webhook',
			webhookDataOf(this.setup, additionalData, isTest),
			[],
			null,
		);
		return withExpressions(workflow, async () => {
			await this.beforeReceive?.(httpResponse);
			return this.type.webhook.call(context as IWebhookFunctions);
		});
	}

	private async call(
		hook: Hook,
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
		isTest = false,
	): Promise<boolean> {
		this.called.push(hook);
		const additionalData = this.additionalData(workflow);
		const context: unknown = new HookContext(
			workflow,
			nodeOf(workflow),
			additionalData,
			mode,
			activation,
			webhookDataOf(this.setup, additionalData, isTest),
		);
		const method = this.type.webhookMethods.default[hook];
		return withExpressions(workflow, () => method.call(context as IHookFunctions));
	}

	private async open(staticData: string): Promise<Workflow> {
		await startEngine();
		const talkoverApi = await this.credentials.save('talkoverApi', this.setup.credential);
		return triggerWorkflow(this.setup, { talkoverApi }, JSON.parse(staticData) as IDataObject);
	}

	private save({ staticData }: Workflow): void {
		if (staticData.__dataChanged) this.saved = JSON.stringify(staticData);
	}

	private additionalData(workflow: Workflow): IWorkflowExecuteAdditionalData {
		const base = additionalDataFor(workflow, this.credentials);
		return { ...base, ...webhookAddresses(this.setup) };
	}
}
