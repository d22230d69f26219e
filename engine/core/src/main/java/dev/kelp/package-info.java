/**
 * Kelp's public face: {@link dev.kelp.Engine} opens a folder of tables and answers KQL; {@link dev.kelp.Compiler} turns KQL
 * into SQL with no I/O.
 */
@NullMarked
package dev.kelp;

import org.jspecify.annotations.NullMarked;
