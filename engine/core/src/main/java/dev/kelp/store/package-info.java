/** Stage store. */
@NullMarked
package dev.kelp.store;

import org.jspecify.annotations.NullMarked;
