/** Cells in KQL and management commands: running them, showing their results and their progress, completing and explaining them. */
@NullMarked
package dev.kelp.kernel.kql;

import org.jspecify.annotations.NullMarked;
