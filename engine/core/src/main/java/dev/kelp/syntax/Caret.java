package dev.kelp.syntax;

import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the parsers asked of the token at a cursor. A name that nobody can write stands there; the parsers read on as they always do, and
 * the words they ask it for, until one is missing, are the words that may stand there.
 */
public final class Caret {
    /** The token's text: a character of private use, which no name can hold. */
    public static final String NAME = "\uE000";

    /** A place in a call's arguments. */
    public record Argument(String function, int index) {}

    /** Words of a closed list, with what they are. */
    public record Offer(String what, String word) {}

    private final Set<String> words = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private List<Argument> arguments = List.of();
    private boolean touched;
    private boolean closed;
    private @Nullable OperatorSyntax operator;
    private @Nullable Expr operand;
    private @Nullable Expr target;
    private @Nullable Expr left;
    private String leftOperator = "";

    /** Words of the grammar that may stand here. */
    public Set<String> words() {
        return words;
    }

    /** What kinds of names may stand here, {@code a column name}. */
    public Set<String> names() {
        return names;
    }

    /** Words of closed lists that may stand here. */
    public List<Offer> offers() {
        return List.copyOf(offers.values());
    }

    /** The calls around the cursor, the innermost first. */
    public List<Argument> arguments() {
        return arguments;
    }

    /** The innermost operator around the cursor. */
    public Optional<OperatorSyntax> operator() {
        return Optional.ofNullable(operator);
    }

    /** The expression that ends before the cursor and may go on there. */
    public Optional<Expr> operand() {
        return Optional.ofNullable(operand);
    }

    /** What stands before the dot before the cursor. */
    public Optional<Expr> target() {
        return Optional.ofNullable(target);
    }

    /** What stands left of the comparison at whose right the cursor is. */
    public Optional<Expr> comparedWith() {
        return Optional.ofNullable(left);
    }

    public String comparison() {
        return leftOperator;
    }

    boolean isTouched() {
        return touched;
    }

    private boolean touch(Deque<Argument> calls) {
        if (!touched) {
            touched = true;
            arguments = new ArrayList<>(calls);
        }
        return !closed;
    }

    void word(String word, Deque<Argument> calls) {
        if (touch(calls)) {
            words.add(word);
        }
    }

    void name(String what, Deque<Argument> calls) {
        if (touch(calls)) {
            names.add(what);
        }
    }

    void offer(String what, Iterable<String> more, Deque<Argument> calls) {
        if (touch(calls)) {
            more.forEach(word -> offers.putIfAbsent(word, new Offer(what, word)));
        }
    }

    void operand(Expr before) {
        if (!closed) {
            operand = before;
        }
    }

    void target(Expr before) {
        target = before;
    }

    void rightOf(String comparison, Expr compared) {
        leftOperator = comparison;
        left = compared;
    }

    void within(OperatorSyntax innermost) {
        if (operator == null) {
            operator = innermost;
        }
    }

    void close() {
        closed = true;
    }
}
