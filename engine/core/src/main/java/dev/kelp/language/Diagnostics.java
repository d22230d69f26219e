package dev.kelp.language;

import dev.kelp.commands.Command;
import dev.kelp.commands.Commands;
import dev.kelp.syntax.ParseTrace;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.text.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers what parsing, binding and the analyzers say of a text, without what only follows from something else. */
final class Diagnostics {
    private Diagnostics() {}

    static List<Diagnostic> of(Analysis analysis) {
        Set<Diagnostic> found = new LinkedHashSet<>();
        CommandParts command = analysis.command();
        if (command != null) {
            unknownCommand(command, found);
        }
        List<Span> syntax = new ArrayList<>();
        for (KqlException problem : analysis.parse().problems()) {
            Span span = within(problem.span(), analysis.text());
            if (command == null || !isCommandItself(command, span)) {
                found.add(error(problem, span));
                syntax.add(span);
            }
        }
        for (KqlException problem : analysis.bind().problems()) {
            Span span = within(problem.span(), analysis.text());
            if (syntax.stream().noneMatch(s -> spoils(s, span, analysis))) {
                found.add(error(problem, span));
            }
        }
        found.addAll(Warnings.of(analysis));
        return found.stream()
                .sorted(Comparator.comparing((Diagnostic d) -> d.span().start()).thenComparing(Diagnostic::severity))
                .toList();
    }

    /** A command stands where the query piped behind it wants a table. */
    private static boolean isCommandItself(CommandParts command, Span span) {
        return span.start() <= command.queryStart()
                && (command.piped() || command.queryStart() >= command.text().length());
    }

    /** Whether an error in meaning may only follow from an error of syntax in the same operator. */
    private static boolean spoils(Span syntax, Span meaning, Analysis analysis) {
        return analysis.operatorAt(meaning.start())
                .map(ParseTrace.Placed::span)
                .filter(operator -> operator.start() <= syntax.start() && syntax.start() <= operator.end())
                .isPresent();
    }

    private static Diagnostic error(KqlException problem, Span span) {
        return new Diagnostic(
                span, Diagnostic.Severity.ERROR, problem.problem().code(), problem.message(), problem.hint());
    }

    /** A span that shows: of at least one character where the text has one. */
    private static Span within(@Nullable Span span, String text) {
        if (span == null) {
            return new Span(0, text.length());
        }
        int start = Math.min(span.start(), text.length());
        int end = Math.max(start, Math.min(span.end(), text.length()));
        if (start == end && end < text.length()) {
            end++;
        } else if (start == end && start > 0) {
            start--;
        }
        return new Span(start, end);
    }

    private static void unknownCommand(CommandParts parts, Set<Diagnostic> into) {
        if (parts.command().isPresent()) {
            return;
        }
        List<CommandParts.Word> words = parts.words();
        Span span = new Span(parts.dot(), parts.dot() + 1);
        StringBuilder name = new StringBuilder();
        for (CommandParts.Word word : words.subList(0, Math.min(3, words.size()))) {
            name.append(name.isEmpty() ? "" : " ").append(word.text());
            span = span.to(word.span());
        }
        String hint = Suggestions.didYouMean(
                name.toString(), Commands.all().stream().map(Command::words).toList());
        into.add(new Diagnostic(
                span,
                Diagnostic.Severity.ERROR,
                Problem.SYNTAX.code(),
                words.isEmpty() ? "A command's words are missing." : "No command '." + name + "'.",
                hint == null ? null : hint.replace("mean '", "mean '.")));
    }
}
