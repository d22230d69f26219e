@NullMarked
package dev.kelp.spark;

import org.jspecify.annotations.NullMarked;
