package dev.kelp.ingest;

/** A record that is no record, or a file that is no file of its format; the message goes on from its place. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean last;

    /** @param last whether nothing behind it can be read */
    Malformed(String what, boolean last) {
        super(what);
        this.last = last;
    }

    Malformed(String what) {
        this(what, false);
    }

    /** The message; a piece of the file that it ends in goes without a full stop. */
    String what() {
        String message = String.valueOf(getMessage());
        return message.contains(": ") ? message : message + ".";
    }

    boolean isLast() {
        return last;
    }
}
