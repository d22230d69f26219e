package dev.kelp.fuzz;

import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Two queries that must answer the same rows, by a law of the language. */
record Pair(String law, String one, String other) {
    private static final Profile PROFILE = Profile.forExecution();

    private record Law(String name, Function<Maker, Pair> make) {}

    private static final List<Law> LAWS = List.of(
            new Law("a conjunction is two filters", Maker::splitFilter),
            new Law("a filter, its negation and its nulls are all rows", Maker::threeParts),
            new Law("extend then project is project", Maker::extendProject),
            new Law("a filter goes through join", Maker::throughJoin),
            new Law("a filter on keys goes through summarize", Maker::throughSummarize),
            new Law("a filter goes through union", Maker::throughUnion),
            new Law("a filter goes through mv-expand", Maker::throughExpand),
            new Law("two negations are none", Maker::negateTwice),
            new Law("a definition stands for its text", Maker::define),
            new Law("iff is case", Maker::choose),
            new Law("in is equality with any", Maker::oneOf),
            new Law("counts of groups add up", Maker::addCounts),
            new Law("filters commute", Maker::commute),
            new Law("distinct is summarize by", Maker::distinct));

    /** The pair of an index. */
    static Pair of(long seed, long index) {
        Chance chance = new Chance(seed, index);
        Law law = chance.of(LAWS);
        Pair pair = law.make().apply(new Maker(chance));
        return new Pair(law.name(), pair.one(), pair.other());
    }

    /** What the laws draw from: a table, conditions and values over its columns. */
    private static final class Maker {
        private final Chance chance;
        private final Expressions values;
        private final TableDef table;
        private final Columns columns;

        Maker(Chance chance) {
            this.chance = chance;
            values = new Expressions(chance, PROFILE);
            table = chance.of(Tables.ALL.tables());
            columns = Columns.of(table);
        }

        private String condition() {
            return values.condition(columns, chance.from(1, 3));
        }

        private static Pair pair(String one, String other) {
            return new Pair("", one, other);
        }

        Pair splitFilter() {
            String p = condition();
            String q = condition();
            String first = table.name() + " | where ";
            return pair(first + "(" + p + ") and (" + q + ")", first + p + " | where " + q);
        }

        Pair threeParts() {
            String p = condition();
            String t = table.name();
            return pair(
                    t + " | extend x1 = " + p + " | project-away x1",
                    t + " | where " + p + " | union (" + t + " | where not(" + p + ")), (" + t + " | where isnull(" + p
                            + "))");
        }

        Pair extendProject() {
            KqlType type = values.type();
            String e = values.of(type, columns, 3);
            String kept = chance.of(columns.known()).text();
            return pair(
                    table.name() + " | extend x1 = " + e + " | project " + kept + ", x1",
                    table.name() + " | project " + kept + ", x1 = " + e);
        }

        Pair throughJoin() {
            TableDef other = chance.of(Tables.ALL.tables());
            Columns right = Columns.of(other);
            List<String> keys = new ArrayList<>();
            for (Columns.Known column : columns.known()) {
                for (Columns.Known match : right.known()) {
                    if (column.type() == match.type() && column.type() != KqlType.DYNAMIC) {
                        keys.add("$left." + column.text() + " == $right." + match.text());
                    }
                }
            }
            String p = condition();
            String join = " | join kind=" + chance.of("inner", "leftouter", "leftsemi", "leftanti") + " " + other.name()
                    + " on " + chance.of(keys);
            return pair(table.name() + join + " | where " + p, table.name() + " | where " + p + join);
        }

        Pair throughSummarize() {
            List<Columns.Known> keys = columns.typed(t -> t != KqlType.DYNAMIC);
            Columns.Known key = chance.of(keys);
            Columns only = columns.only(List.of(key));
            String p = values.condition(only, 2);
            List<Columns.Known> numbers = columns.typed(KqlType::isInteger);
            String sum =
                    numbers.isEmpty() ? "" : ", s1 = max(" + chance.of(numbers).text() + ")";
            String group = " | summarize n1 = count()" + sum + " by " + key.text();
            return pair(table.name() + group + " | where " + p, table.name() + " | where " + p + group);
        }

        Pair throughUnion() {
            String p = condition();
            String t = table.name();
            return pair(
                    "union " + t + ", (" + t + ") | where " + p,
                    "union (" + t + " | where " + p + "), (" + t + " | where " + p + ")");
        }

        Pair throughExpand() {
            String p = condition();
            String expand = " | mv-expand e1 = " + values.literals().array();
            return pair(table.name() + expand + " | where " + p, table.name() + " | where " + p + expand);
        }

        Pair negateTwice() {
            String p = condition();
            return pair(table.name() + " | where " + p, table.name() + " | where not(not(" + p + "))");
        }

        Pair define() {
            String p = condition();
            String e = values.of(values.type(), columns, 2);
            String text = table.name() + " | where " + p + " | extend x1 = " + e;
            return pair(text, "let v1 = " + text + "; v1");
        }

        Pair choose() {
            KqlType type = values.type();
            String arguments =
                    "(" + condition() + ", " + values.of(type, columns, 2) + ", " + values.of(type, columns, 2) + ")";
            return pair(
                    table.name() + " | extend x1 = iff" + arguments, table.name() + " | extend x1 = case" + arguments);
        }

        Pair oneOf() {
            KqlType type = chance.of(KqlType.LONG, KqlType.INT, KqlType.STRING, KqlType.DATETIME, KqlType.GUID);
            String e = values.of(type, columns, 2);
            String one = values.literals().of(type);
            String two = values.literals().of(type);
            return pair(
                    table.name() + " | where (" + e + ") in (" + one + ", " + two + ")",
                    table.name() + " | where (" + e + ") == " + one + " or (" + e + ") == " + two);
        }

        Pair addCounts() {
            String key = values.of(chance.of(KqlType.LONG, KqlType.STRING, KqlType.BOOL, KqlType.DATETIME), columns, 2);
            return pair(
                    table.name() + " | summarize n1 = count() by k1 = " + key + " | summarize Count = sum(n1)",
                    table.name() + " | extend k1 = " + key + " | count");
        }

        Pair commute() {
            String p = condition();
            String q = condition();
            return pair(
                    table.name() + " | where " + p + " | where " + q, table.name() + " | where " + q + " | where " + p);
        }

        Pair distinct() {
            Columns.Known one = chance.of(columns.typed(t -> t != KqlType.DYNAMIC));
            String p = condition();
            String first = table.name() + " | where " + p;
            return pair(first + " | distinct " + one.text(), first + " | summarize by " + one.text());
        }
    }
}
