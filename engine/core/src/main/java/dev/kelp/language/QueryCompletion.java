package dev.kelp.language;

import dev.kelp.operators.Operators;
import dev.kelp.syntax.Lexer;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.Token;
import dev.kelp.tables.TableCatalog;
import dev.kelp.text.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Completion in queries. The text is cut at the cursor and a name nobody can write put there; then the parser and the binder run as ever,
 * and what they ask of that name, and see where they ask it, is what may stand there: one grammar, no second one for editors.
 */
final class QueryCompletion {
    private QueryCompletion() {}

    static Completions at(String text, int offset, TableCatalog catalog, String database) {
        int start = wordStart(text, offset);
        String head = text.substring(0, start);
        Source source = new Source(head);
        ParseTrace parse = new ParseTrace();
        List<Token> tokens = new ArrayList<>(Lexer.lex(source, parse));
        tokens.remove(tokens.size() - 1);
        boolean number = start < offset && Character.isDigit(text.charAt(start));
        if (number || inLiteral(head, parse) || inComment(head, tokens)) {
            return Completions.none(offset);
        }
        start = dashedStart(tokens, start, text.substring(start, offset));
        Analysis analysis = Analysis.upTo(source, tokens, start, parse, catalog, database);
        Candidates candidates = new Candidates(text.substring(start, offset));
        new Offers(analysis, catalog, database, candidates).gather();
        return candidates.within(start, offset);
    }

    static int wordStart(String text, int offset) {
        int start = offset;
        while (start > 0 && isWord(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private static boolean inLiteral(String head, ParseTrace parse) {
        return parse.unterminated().stream().anyMatch(s -> s.end() == head.length());
    }

    private static boolean inComment(String head, List<Token> tokens) {
        int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).span().end();
        int line = Math.max(end, head.lastIndexOf('\n') + 1);
        return line <= head.length() && head.indexOf("//", line) >= 0;
    }

    /** Where the word begins whose parts dashes join, {@code project-aw}; takes those parts off the tokens. */
    private static int dashedStart(List<Token> tokens, int start, String typed) {
        int first = tokens.size();
        int at = start;
        while (first >= 2 && isPart(tokens, first, at)) {
            first -= 2;
            at = tokens.get(first).span().start();
        }
        if (first == tokens.size() || first == 0 || !startsOperator(tokens.get(first - 1))) {
            return start;
        }
        StringBuilder glued = new StringBuilder();
        tokens.subList(first, tokens.size()).forEach(t -> glued.append(t.text()));
        String word = glued + typed;
        if (Operators.ALL.pipedWords().stream().noneMatch(w -> w.startsWith(word))) {
            return start;
        }
        tokens.subList(first, tokens.size()).clear();
        return at;
    }

    private static boolean isPart(List<Token> tokens, int first, int end) {
        Token dash = tokens.get(first - 1);
        Token name = tokens.get(first - 2);
        return dash.is("-")
                && dash.span().end() == end
                && name.kind() == Token.Kind.NAME
                && name.span().end() == dash.span().start();
    }

    private static boolean startsOperator(Token before) {
        return before.is("|") || before.is("(");
    }
}
