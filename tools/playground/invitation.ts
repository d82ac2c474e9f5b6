import { callCommand } from '../simulator/call';

/** The addresses and logins of a running playground. */
export interface Playground {
	/** The address of the editor. */
	readonly n8n: string;
	readonly owner: { readonly email: string; readonly password: string };
	readonly simulator: { readonly url: string; readonly token: string };
}

/** The text that the playground prints once everything runs, with commands for the ports in use. */
export function invitation({ n8n, owner, simulator }: Playground): string {
	return `
  n8n         ${n8n}
  E-mail      ${owner.email}
  Password    ${owner.password}

  Simulator   ${simulator.url}  (token ${simulator.token})

n8n contains the example workflows and a credential for the simulator. To see a Talkover Trigger start
its workflow, activate the workflow and set off a call: ${callCommand(simulator.url)}. Press Ctrl-C to stop.`;
}
