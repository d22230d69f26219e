package dev.kelp.cli;

/** What a server said is wrong, ready to be shown; or that it doesn't answer. */
final class RemoteFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RemoteFailure(String description) {
        super(description);
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
