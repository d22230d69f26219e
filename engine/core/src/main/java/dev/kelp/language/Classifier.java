package dev.kelp.language;

import dev.kelp.bind.Symbols.Symbol;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.language.Classified.Kind;
import dev.kelp.operators.plugins.Plugins;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.Token;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of each token what it is: by what it was read as, then by what it was bound to. */
final class Classifier {
    private final Analysis analysis;
    private final Map<Integer, Kind> words = new HashMap<>();
    private final List<Classified> found = new ArrayList<>();

    private Classifier(Analysis analysis) {
        this.analysis = analysis;
    }

    static List<Classified> of(Analysis analysis) {
        Classifier classifier = new Classifier(analysis);
        classifier.run();
        return List.copyOf(classifier.found);
    }

    private void run() {
        for (Symbol symbol : analysis.bind().symbols().all()) {
            words.put(symbol.span().start(), kind(symbol));
        }
        for (ParseTrace.Placed placed : analysis.parse().operators()) {
            Span word = placed.word().span();
            analysis.tokens().stream()
                    .filter(t -> word.start() <= t.span().start() && t.span().end() <= word.end())
                    .forEach(t -> words.put(t.span().start(), Kind.OPERATOR));
        }
        int end = 0;
        CommandParts command = analysis.command();
        if (command != null) {
            end = command(command);
        }
        for (Token token : analysis.tokens()) {
            if (token.span().start() >= end) {
                comments(end, token.span().start());
                add(token);
                end = token.span().end();
            }
        }
    }

    /** The command's own tokens; where they end. */
    private int command(CommandParts command) {
        int words = command.nameLength() == 0
                ? command.dot()
                : command.words().get(command.nameLength() - 1).span().end();
        int end = 0;
        for (Token token : command.tokens()) {
            comments(end, token.span().start());
            boolean name = token.span().end() <= words || token.span().start() == command.dot();
            found.add(new Classified(token.span(), name ? Kind.COMMAND : plain(token)));
            end = token.span().end();
        }
        comments(end, command.queryStart());
        return Math.max(end, command.queryStart());
    }

    private void comments(int from, int to) {
        String text = analysis.text();
        int at = text.indexOf("//", from);
        while (at >= 0 && at < to) {
            int line = text.indexOf('\n', at);
            int end = line < 0 || line > to ? to : line;
            found.add(new Classified(new Span(at, end), Kind.COMMENT));
            at = text.indexOf("//", end);
        }
    }

    private void add(Token token) {
        Span span = token.span();
        if (token.kind() == Token.Kind.END) {
            return;
        }
        if (token.kind() == Token.Kind.TYPED) {
            Span type = new Span(
                    span.start(),
                    Math.min(span.end(), span.start() + token.type().length()));
            found.add(new Classified(type, Kind.TYPE));
            if (type.end() < span.end()) {
                found.add(new Classified(new Span(type.end(), span.end()), Kind.LITERAL));
            }
            return;
        }
        found.add(new Classified(span, kind(token)));
    }

    private Kind kind(Token token) {
        int start = token.span().start();
        Kind known = words.get(start);
        if (known != null) {
            return known;
        }
        boolean name = token.kind() == Token.Kind.NAME || token.kind() == Token.Kind.QUOTED_NAME;
        if (token.is("typeof") || name && isSettingsValue(token)) {
            return Kind.KEYWORD;
        }
        if (name && analysis.parse().isKeyword(start)) {
            return Kind.KEYWORD;
        }
        return name
                ? analysis.parse().nameAt(start).map(what -> name(token, what)).orElseGet(() -> plain(token))
                : plain(token);
    }

    /** {@code inner} of {@code kind=inner}. */
    private boolean isSettingsValue(Token token) {
        int at = analysis.tokens().indexOf(token);
        if (at < 2 || !analysis.tokens().get(at - 1).is("=")) {
            return false;
        }
        String what = analysis.parse()
                .nameAt(analysis.tokens().get(at - 2).span().start())
                .orElse("");
        return what.equals("a setting")
                || what.equals("a property")
                        && analysis.parse().nameAt(token.span().start()).isEmpty();
    }

    /** A name that is bound to nothing, by what it was read as. */
    private Kind name(Token token, String what) {
        if (what.equals("an expression") || what.equals("a table")) {
            return plain(token);
        }
        if (what.equals("a type")) {
            return KqlType.named(token.text()).isPresent() ? Kind.TYPE : Kind.NAME;
        }
        if (what.equals("the name of an option")) {
            return Kind.OPTION;
        }
        if (what.startsWith("'")) {
            return Kind.KEYWORD;
        }
        boolean setting = what.equals("a setting") || what.equals("a property") || what.contains("parameter");
        return setting ? Kind.PARAMETER : what.contains("column") || what.equals("a name") ? Kind.COLUMN : Kind.NAME;
    }

    private Kind plain(Token token) {
        return switch (token.kind()) {
            case STRING -> Kind.STRING;
            case LONG, REAL -> Kind.NUMBER;
            case TIMESPAN, TYPED -> Kind.LITERAL;
            case OPERATOR -> symbol(token.text());
            case QUOTED_NAME, END -> Kind.NAME;
            case NAME -> token.is("true") || token.is("false") ? Kind.LITERAL : called(token);
        };
    }

    private static Kind symbol(String text) {
        if (Character.isLetter(text.charAt(text.length() - 1)) || text.equals("in~") || text.equals("!in~")) {
            return Kind.KEYWORD;
        }
        return text.length() == 1 && "()[]{},;|.:".contains(text) ? Kind.PUNCTUATION : Kind.SYMBOL;
    }

    /** A name before a parenthesis that nothing was bound to: its operator has another error. */
    private Kind called(Token token) {
        int end = token.span().end();
        boolean call = end < analysis.text().length() && analysis.text().charAt(end) == '(';
        if (!call) {
            return Kind.NAME;
        }
        if (Plugins.all().stream().anyMatch(p -> p.name().equals(token.text()))) {
            return Kind.PLUGIN;
        }
        List<Fn> rows = Functions.callable(token.text());
        return rows.isEmpty() ? Kind.NAME : rows.get(0).kind() == Fn.Kind.AGGREGATE ? Kind.AGGREGATE : Kind.FUNCTION;
    }

    private static Kind kind(Symbol symbol) {
        return switch (symbol.kind()) {
            case TABLE -> Kind.TABLE;
            case LET_TABLE, VALUE -> Kind.VARIABLE;
            case LET_FUNCTION, FUNCTION -> Kind.FUNCTION;
            case AGGREGATE -> Kind.AGGREGATE;
            case PARAMETER -> Kind.PARAMETER;
            case COLUMN -> Kind.COLUMN;
        };
    }
}
