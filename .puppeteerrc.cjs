// The browser download fails on locked-down networks and is not needed where a browser exists:
// scripts/find-browser.mjs finds one, or installs it only when none is there.
module.exports = { skipDownload: true };
