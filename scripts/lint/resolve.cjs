/** Tells dependency-cruiser what `~/` means; it cannot read the alias from SvelteKit's tsconfig. */
const { resolve } = require('node:path');

module.exports = { resolve: { alias: { '~': resolve(__dirname, '../../web') } } };
