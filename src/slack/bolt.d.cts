export { App, LogLevel, ReceiverMultipleAckError } from "@slack/bolt";
