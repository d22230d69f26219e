/** The engine: open a database, ask it KQL, give it commands. */
@NullMarked
package dev.kelp;

import org.jspecify.annotations.NullMarked;
