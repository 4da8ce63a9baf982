/**
 * The shared rules, typed. A module of its own, because the bundle is parsed once per VM and the
 * busy path of a push must not load it.
 */

/** @type {typeof import('../../web/goja')} */
module.exports = require(`${__hooks}/generated/domain.js`);
