/** What is measured. Run by {@code ./kelp bench}; the build and the tests leave it alone. */
@NullMarked
package dev.kelp.bench;

import org.jspecify.annotations.NullMarked;
