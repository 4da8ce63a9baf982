/**
 * `npm start`: from a clone to a running town. Plain JavaScript without dependencies, because it
 * runs before they are installed; this file uses no syntax an old Node would stumble over, so that
 * an old Node is told what is wrong.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`\nLianqin needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
	process.exit(1);
}

import('./lib/start.mjs').then(({ start }) => start(process.argv.slice(2)));
