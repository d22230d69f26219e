package dev.kelp.syntax;

import java.util.Optional;
import java.util.Set;

/** The operators a parser knows, by the word they begin with. */
public interface OperatorTable {

    /** Parses what follows the operator's word. */
    @FunctionalInterface
    interface OperatorParser {
        /** @param word the operator's word with its place, already consumed */
        OperatorSyntax parse(Cursor.Name word, Cursor cursor, ExprParser exprs);
    }

    /** The operator that may follow a pipe. */
    Optional<OperatorParser> piped(String word);

    /** The operator that may begin a query. */
    Optional<OperatorParser> source(String word);

    Set<String> pipedWords();
}
