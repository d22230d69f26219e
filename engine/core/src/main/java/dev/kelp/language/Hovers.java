package dev.kelp.language;

import dev.kelp.bind.BindTrace;
import dev.kelp.bind.Symbols.Symbol;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.operators.Operators;
import dev.kelp.operators.plugins.Plugins;
import dev.kelp.plan.Column;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.syntax.Token;
import dev.kelp.text.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what a word is: an operator, a function with its overloads, a table with its columns, a name with its type. */
final class Hovers {
    private Hovers() {}

    static Optional<Hover> at(Analysis analysis, int offset) {
        CommandParts command = analysis.command();
        if (command != null && offset < command.queryStart()) {
            return command.command()
                    .filter(c -> offset >= command.dot())
                    .map(c -> new Hover(
                            new Span(
                                    command.dot(),
                                    command.words()
                                            .get(command.nameLength() - 1)
                                            .span()
                                            .end()),
                            c.syntax(),
                            c.doc()));
        }
        Optional<Token> token = analysis.tokenAt(offset);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Span span = token.get().span();
        return operator(analysis, offset)
                .or(() -> plugin(analysis, token.get()))
                .or(() -> analysis.bind()
                        .symbols()
                        .at(offset)
                        .filter(s -> s.span().equals(span))
                        .map(Hovers::symbol))
                .or(() -> made(analysis, token.get()))
                .or(() -> function(token.get()))
                .or(() -> expression(analysis, span));
    }

    private static Optional<Hover> operator(Analysis analysis, int offset) {
        return analysis.parse().operators().stream()
                .filter(o -> o.word().span().start() <= offset
                        && offset <= o.word().span().end())
                .findFirst()
                .flatMap(o -> Stream.concat(Operators.ALL.pipedRows().stream(), Operators.ALL.sourceRows().stream())
                        .filter(r -> r.word().equals(o.word().text()))
                        .findFirst()
                        .map(r -> new Hover(o.word().span(), r.syntax(), r.doc())));
    }

    private static Optional<Hover> plugin(Analysis analysis, Token token) {
        boolean evaluated = analysis.operatorAt(token.span().start())
                .filter(o -> o.word().text().equals("evaluate"))
                .isPresent();
        return Plugins.all().stream()
                .filter(p -> evaluated && p.name().equals(token.text()))
                .findFirst()
                .map(p -> new Hover(token.span(), p.syntax(), p.doc()));
    }

    private static Hover symbol(Symbol symbol) {
        String columns = symbol.columns().stream()
                .filter(c -> !BindTrace.isMore(c))
                .map(c -> Signatures.of(c.name(), c.type()))
                .collect(Collectors.joining("\n"));
        return switch (symbol.kind()) {
            case TABLE -> new Hover(symbol.span(), "table " + symbol.name(), columns);
            case LET_TABLE -> new Hover(symbol.span(), "let " + symbol.name(), columns);
            case FUNCTION, AGGREGATE -> callable(symbol.name(), symbol.span());
            case LET_FUNCTION -> new Hover(symbol.span(), "let " + symbol.name() + "(…)", "A function of this text.");
            case COLUMN, VALUE, PARAMETER ->
                new Hover(
                        symbol.span(),
                        Signatures.of(symbol.name(), symbol.type()),
                        symbol.kind().name().toLowerCase(java.util.Locale.ROOT));
        };
    }

    private static Hover callable(String name, Span span) {
        List<Fn> rows = Functions.callable(name);
        return new Hover(
                span, rows.isEmpty() ? name + "(…)" : FunctionItems.signatures(rows), FunctionItems.docs(rows));
    }

    /** A function's name that nothing was bound to, as where it stands alone. */
    private static Optional<Hover> function(Token token) {
        return token.kind() == Token.Kind.NAME
                        && !Functions.callable(token.text()).isEmpty()
                ? Optional.of(callable(token.text(), token.span()))
                : Optional.empty();
    }

    /** A column that an operator makes. */
    private static Optional<Hover> made(Analysis analysis, Token token) {
        boolean name = analysis.parse().nameAt(token.span().start()).isPresent();
        return analysis.operatorAt(token.span().start())
                .filter(o -> name)
                .map(ParseTrace.Placed::operator)
                .flatMap(analysis.bind()::applied)
                .flatMap(a -> a.output().column(token.text()))
                .map(Column::type)
                .map(t -> new Hover(token.span(), Signatures.of(token.text(), t), "column"));
    }

    private static Optional<Hover> expression(Analysis analysis, Span span) {
        return analysis.bind().typed().stream()
                .filter(t -> t.expr().span().start() <= span.start()
                        && span.end() <= t.expr().span().end())
                .min(Comparator.comparing(
                        t -> t.expr().span().end() - t.expr().span().start()))
                .map(t -> new Hover(t.expr().span(), t.type().kql(), ""));
    }
}
