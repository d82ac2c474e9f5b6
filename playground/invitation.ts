import { callCommand } from '../simulator/calls/setOff';

/** What runs, and where. */
export interface Playground {
	/** The address of the editor. */
	readonly n8n: string;
	readonly owner: { readonly email: string; readonly password: string };
	readonly simulator: { readonly url: string; readonly token: string };
}

/** What the playground prints once everything runs, with commands for the ports in use. */
export function invitation({ n8n, owner, simulator }: Playground): string {
	return `
  n8n         ${n8n}
  E-mail      ${owner.email}
  Password    ${owner.password}

  Simulator   ${simulator.url}  (token ${simulator.token})

The example workflows and a credential for the simulator are in n8n. To see a Talkover Trigger start
its workflow, activate it, and set off a call: ${callCommand(simulator.url)}. Ctrl-C stops everything.`;
}
