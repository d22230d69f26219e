package dev.kelp.kernel;

/** The protocol counts code points, Java counts UTF-16 units. */
record Offsets(String text) {

    int units(int points) {
        int inText = Math.max(0, Math.min(points, text.codePointCount(0, text.length())));
        return text.offsetByCodePoints(0, inText);
    }

    int points(int units) {
        return text.codePointCount(0, Math.max(0, Math.min(units, text.length())));
    }
}
