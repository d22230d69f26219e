/**
 * The kernel's five sockets and the threads that own them.
 *
 * <p>Each socket belongs to one thread, because ZeroMQ sockets may not be shared: what other threads send goes through an
 * in-process queue that the owner polls together with the socket, so nothing waits and nothing is reordered.
 */
@NullMarked
package dev.kelp.kernel.channel;

import org.jspecify.annotations.NullMarked;
