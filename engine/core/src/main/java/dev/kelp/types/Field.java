package dev.kelp.types;

/** A named, typed column of a result. */
public record Field(String name, KqlType type) {}
