package dev.kelp.kernel.message;

/** Frames that are no message of this connection: malformed, or not signed with its key. Such frames are dropped. */
public final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    BadMessageException(String why) {
        super(why);
    }
}
