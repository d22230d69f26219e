/**
 * Geometry on the globe, for the {@code geo_} rows of the table of functions.
 *
 * <p>In: GeoJSON carriers, degrees, metres, cell tokens. Out: the same; null for what is no shape, never an exception. Shapes lie
 * on the unit sphere (S2) and edges are its great circles, except where a function says that edges are straight in longitude and
 * latitude. Knows no table of functions and no SQL.
 */
@NullMarked
package dev.kelp.functions.geo;

import org.jspecify.annotations.NullMarked;
