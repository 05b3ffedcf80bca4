/** Bolt's App and no more: its index also loads the receivers for Express, AWS and sockets, 15 KiB that never run here. */
exports.App = require("@slack/bolt/dist/App").default;
exports.LogLevel = require("@slack/bolt/dist/App").LogLevel;
exports.ReceiverMultipleAckError = require("@slack/bolt/dist/errors").ReceiverMultipleAckError;
