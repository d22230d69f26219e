package dev.kelp.syntax;

import dev.kelp.syntax.Token.Kind;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source and the operators piped after it. */
final class PipelineParser {
    private final Cursor cursor;
    private final OperatorTable operators;
    private final ExprParser exprs;

    PipelineParser(Cursor cursor, OperatorTable operators, ExprParser exprs) {
        this.cursor = cursor;
        this.operators = operators;
        this.exprs = exprs;
    }

    /** A table, or a scalar where that is all there is. */
    Expr tabular() {
        int start = cursor.mark();
        ParseTrace trace = cursor.trace();
        if (trace == null) {
            return pipes(source(), start);
        }
        Token first = cursor.peek();
        Expr source = trace.apart(this::source, e -> {
            Recovery.skipOperator(cursor);
            return ParseTrace.nothing(first);
        });
        return pipes(source, start);
    }

    private Expr source() {
        Token token = cursor.peek();
        if (token.kind() == Kind.NAME) {
            int mark = cursor.mark();
            Cursor.Name word = cursor.dashedWord("a table");
            Optional<OperatorTable.OperatorParser> parser = operators.source(word.text());
            if (parser.isPresent() && startsSource(word)) {
                OperatorSyntax operator = placed(word, mark, parser.get());
                return new Expr.SourceOperator(operator, cursor.since(mark));
            }
            cursor.reset(mark);
        }
        return exprs.expr();
    }

    /** Some source words are functions or column names too: what follows tells. */
    private boolean startsSource(Cursor.Name word) {
        Token next = cursor.peek();
        return switch (word.text()) {
            case "range" -> next.kind() == Kind.NAME || next.kind() == Kind.QUOTED_NAME;
            case "print" ->
                !next.is("|") && !next.is(",") && !next.is(")") && !next.is("=") && !next.is("==") || next.is("|");
            case "datatable", "externaldata" -> next.is("(") || next.is("[");
            default -> !next.is(",") && !next.is(")") && !next.is("=") && !next.is(".") && next.kind() != Kind.END;
        };
    }

    private Expr pipes(Expr source, int start) {
        if (!cursor.at("|")) {
            return source;
        }
        List<OperatorSyntax> ops = new ArrayList<>();
        while (cursor.accept("|")) {
            ops.add(pipedOperator());
        }
        return new Expr.Pipeline(source, ops, cursor.since(start));
    }

    /** One operator after a pipe. */
    private OperatorSyntax pipedOperator() {
        int start = cursor.mark();
        ParseTrace trace = cursor.trace();
        if (trace == null) {
            return strictOperator(start);
        }
        OperatorSyntax operator = trace.apart(() -> strictOperator(start), e -> {
            Recovery.skipOperator(cursor);
            return new BrokenOperator(cursor.since(start));
        });
        Recovery.toEndOfOperator(cursor, trace);
        return operator;
    }

    private OperatorSyntax strictOperator(int start) {
        Cursor.Name word = cursor.dashedWord("a query operator");
        Optional<OperatorTable.OperatorParser> parser = operators.piped(word.text());
        if (parser.isEmpty()) {
            KqlException problem = Problem.UNKNOWN_OPERATOR.at(word.span(), word.text());
            String hint = Suggestions.didYouMean(word.text(), operators.pipedWords());
            throw hint == null ? problem : problem.hint(hint);
        }
        return placed(word, start, parser.get());
    }

    /** Lets an operator parse itself, and tells whoever listens where it stands. */
    private OperatorSyntax placed(Cursor.Name word, int start, OperatorTable.OperatorParser parser) {
        ParseTrace trace = cursor.trace();
        if (trace == null) {
            return parser.parse(word, cursor, exprs);
        }
        boolean touched = trace.caret().isTouched();
        OperatorSyntax operator = trace.apart(() -> parser.parse(word, cursor, exprs), e -> {
            Recovery.skipOperator(cursor);
            return new BrokenOperator(cursor.since(start));
        });
        trace.placed(operator, word, cursor.since(start), touched);
        return operator;
    }

    /** Operators without a source, as in {@code mv-apply x on (summarize …)} and {@code partition by k (top 1 by x)}. */
    List<OperatorSyntax> subpipeline() {
        List<OperatorSyntax> ops = new ArrayList<>();
        do {
            ops.add(pipedOperator());
        } while (cursor.accept("|"));
        return ops;
    }
}
