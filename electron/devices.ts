import "./zod-without-codegen.ts";
import { serveDevices } from "./devices/index.ts";

// The devices' process, started by either shell when a serial or HID reader is set up.
serveDevices();
