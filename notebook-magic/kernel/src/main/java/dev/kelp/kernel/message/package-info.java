/**
 * Jupyter messages: their parts, their signed wire form, and the JSON they carry.
 *
 * <p>Input: frames of a ZeroMQ message. Output: {@link dev.kelp.kernel.message.Message}s, and back.
 */
@NullMarked
package dev.kelp.kernel.message;

import org.jspecify.annotations.NullMarked;
