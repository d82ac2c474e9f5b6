import { createHash } from 'node:crypto';

import type { Credentials as CoreCredentials } from 'n8n-core';
import { Credentials } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';

/**
 * n8n's credentials helper without a database, modeled on `credentials-helper.ts` of its server: data is
 * stored encrypted and decrypted at every use, missing fields get their defaults, and the credential
 * type's own `authenticate` adds the token to the request.
 */
export class MemoryCredentials extends ICredentialsHelper {
	private readonly stored = new Map<string, CoreCredentials>();

	constructor(private readonly types: Readonly<Record<string, ICredentialType>>) {
		super();
	}

	/**
	 * Saves a credential. Different data becomes a different credential, unless it's saved under the same ID.
	 * @returns the reference for a node of a workflow
	 */
	async save(
		type: string,
		data: ICredentialDataDecryptedObject,
		id = `${type}-${createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 8)}`,
	): Promise<INodeCredentialsDetails> {
		const name = `${type} account`;
		const credentials = new Credentials({ id, name }, type);
		await credentials.setData(data);
		this.stored.set(id, credentials);
		return { id, name };
	}

	override async getCredentials({ id }: INodeCredentialsDetails): Promise<CoreCredentials> {
		const credentials = this.stored.get(id ?? '');
		if (!credentials) throw new Error(`Unknown credential ${String(id)}`);
		return credentials;
	}

	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = await (await this.getCredentials(reference)).getData();
		const properties = this.getCredentialsProperties(type);
		return NodeHelpers.getNodeParameters(
			properties,
			data as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(type);
		if (typeof authenticate !== 'function') throw new Error(`${type} has no authenticate function`);
		return authenticate(credentials, request);
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return this.type(type).properties;
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	override async updateCredentials(): Promise<void> {
		throw new Error("The harness doesn't update credentials");
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error("The harness doesn't update credentials");
	}

	private type(name: string): ICredentialType {
		const type = this.types[name];
		if (!type) throw new Error(`Unknown credential type ${name}`);
		return type;
	}
}
