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
 * n8n's credentials helper without a database, after `credentials-helper.ts` of its server: data is
 * kept encrypted and decrypted at every use, missing fields take their defaults, and the credential
 * type's own `authenticate` puts the token on the request.
 */
export class MemoryCredentials extends ICredentialsHelper {
	private readonly stored = new Map<string, CoreCredentials>();

	constructor(private readonly types: Readonly<Record<string, ICredentialType>>) {
		super();
	}

	/**
	 * The reference that a node of a workflow holds. Other data is another credential, unless it is saved
	 * under the same ID.
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
		if (!credentials) throw new Error(`There is no credential ${String(id)}`);
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
		throw new Error('Nothing here updates credentials');
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('Nothing here updates credentials');
	}

	private type(name: string): ICredentialType {
		const type = this.types[name];
		if (!type) throw new Error(`There is no credential type ${name}`);
		return type;
	}
}
