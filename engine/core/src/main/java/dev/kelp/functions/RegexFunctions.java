package dev.kelp.functions;

import static dev.kelp.functions.Fn.scalar;

import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** Functions of regular expressions (rules R82 to R84). */
final class RegexFunctions {
    static final List<Fn> ROWS = rows();

    private RegexFunctions() {}

    private static List<Fn> rows() {
        List<Fn> rows = new ArrayList<>();
        String group = "A group of a regular expression's first match, 0 for all of it; '' where nothing matches.";
        rows.add(scalar("extract", Result.STRING, Regexes.REGEX, Arg.LONG, Arg.STRING)
                .nulls()
                .java(Regexes::extract)
                .doc(group));
        rows.add(scalar("extract", Result.named(3, KqlType.STRING), Regexes.REGEX, Arg.LONG, Arg.STRING, Arg.STRING)
                .nulls()
                .java(Regexes::extractAs)
                .doc("A group of a regular expression's first match as another type, null where nothing matches."));
        for (String name : List.of("extract_all", "extractall")) {
            rows.add(
                    scalar(name, Result.DYNAMIC, Regexes.REGEX, Arg.STRING)
                            .java(Regexes::extractAll)
                            .doc(
                                    "An array of a group of every match, of arrays where there are several groups; null where nothing matches."));
            rows.add(scalar(name, Result.DYNAMIC, Regexes.REGEX, Arg.DYNAMIC, Arg.STRING)
                    .java(Regexes::extractGroups)
                    .doc("An array of chosen groups, by number or name, of every match; null where nothing matches."));
        }
        rows.add(scalar("replace_regex", Result.STRING, Arg.STRING, Regexes.REGEX, Arg.STRING)
                .java(Regexes::replace)
                .doc("The text with every match rewritten; \\1 stands for a group."));
        rows.add(scalar("replace", Result.STRING, Regexes.REGEX, Arg.STRING, Arg.STRING)
                .java((String regex, String rewrite, String text) -> Regexes.replace(text, regex, rewrite))
                .doc("The third string with every match of the first rewritten as the second."));
        rows.add(scalar("trim", Result.STRING, Regexes.REGEX, Arg.STRING)
                .java(Regexes::trim)
                .doc("The text without one match at its start and one at its end."));
        rows.add(scalar("trim_start", Result.STRING, Regexes.REGEX, Arg.STRING)
                .java(Regexes::trimStart)
                .doc("The text without one match at its start."));
        rows.add(scalar("trim_end", Result.STRING, Regexes.REGEX, Arg.STRING)
                .java(Regexes::trimEnd)
                .doc("The text without one match at its end."));
        rows.add(scalar("regex_quote", Result.STRING, Arg.TEXT)
                .java(RegexSyntax::quote)
                .doc("The regular expression that matches a text and nothing else."));
        return List.copyOf(rows);
    }
}
