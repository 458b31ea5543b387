import * as z from "zod";

// For every schema it meets zod would write and compile a parser. At a start each is used once or twice: that took a
// tenth of the engine's start. First import of every process, as schemas look at this when they are made.
z.config({ jitless: true });
