// A page that is not drawn anew when its plan changes, but says whether one still has access to it.
import { openFeeds } from "../live/feeds.js";
import { startConnection } from "../live/connection.js";
import { startSocket } from "../live/socket.js";

export function startWatching() {
  openFeeds();
  startConnection();
  startSocket();
}
