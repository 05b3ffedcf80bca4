/**
 * Stands in for the parts of Bolt that a Worker never runs: its HTTP server, socket mode, OAuth. Every name is a
 * class, so that `class X extends absent.Y` still loads; using one is a mistake and says so.
 */
class Absent {
  constructor() {
    throw new Error("This part of Bolt is not bundled with Switchboard.");
  }
}
module.exports = new Proxy(Absent, {
  get: (target, name) => (name === "__esModule" ? false : name === "prototype" ? target.prototype : Absent),
});
