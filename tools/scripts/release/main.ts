import { checkCommand } from './check';
import { orExplain } from './commands';
import { cutCommand } from './cut';
import { packCommand } from './pack';

const HELP = `npm run release -- <command>

  check [--remote <address>]               rehearses a release of the last commit, with everything but the publishing
  cut <version>                            gives what is unreleased a version
  pack --tag <tag> --remote <address>      checks, builds and packs a release; used by GitHub`;

/** Each takes the arguments that follow its name. */
export const COMMANDS: Readonly<Record<string, (args: string[]) => void>> = {
	check: checkCommand,
	cut: cutCommand,
	pack: packCommand,
};

/** `npm run release -- check|cut|pack`: the commands of a release. */
function main(): void {
	const [name = '', ...args] = process.argv.slice(2);
	const command = COMMANDS[name];
	if (command) {
		command(args);
		return;
	}
	console.error(HELP);
	process.exitCode = 1;
}

if (require.main === module) orExplain(main);
