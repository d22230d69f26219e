package dev.kelp.language;

import dev.kelp.text.Span;

/**
 * What is known of a place.
 *
 * @param span what it is about
 * @param title a name with its type, or a signature; several lines for several overloads
 * @param documentation sentences or a list of columns, else empty
 */
public record Hover(Span span, String title, String documentation) {

    /** Both, as plain text. */
    public String text() {
        return documentation.isEmpty() ? title : title + "\n" + documentation;
    }
}
