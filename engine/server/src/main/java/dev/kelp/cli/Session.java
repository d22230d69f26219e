package dev.kelp.cli;

import dev.kelp.Request;
import dev.kelp.language.LanguageService;

/** Who answers: an engine in this process, or a server. */
interface Session extends AutoCloseable {
    /**
     * Asks a query or a command.
     *
     * @throws dev.kelp.text.KqlException where the engine says what is wrong
     * @throws RemoteFailure where a server does, or cannot be reached
     */
    Results ask(Request request);

    /** What answers questions about texts as they are written, for the tables of a database as they are now. */
    LanguageService language(String database);

    @Override
    void close();
}
