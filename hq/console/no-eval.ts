import * as z from "zod";

// The page's policy forbids code from strings, and zod would probe for it as it builds schemas. So this must be the
// first import of the page's entry file.
z.config({ jitless: true });
