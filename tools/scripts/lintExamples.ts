import { exampleFiles, readExample } from './examples/files';
import { exampleProblems } from './examples/rules';

/** Checks all example workflows, as a part of `npm run lint`. */
function main(): void {
	const problems = exampleFiles().flatMap((file) =>
		[...exampleProblems(readExample(file))].map((problem) => `examples/${file}: ${problem}`),
	);
	for (const problem of problems) console.error(problem);
	if (problems.length > 0) process.exitCode = 1;
}

main();
