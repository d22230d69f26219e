package dev.kelp.functions;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoFunctionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "geo_distance_2points | 0 | 0 | 0 | 0 => 0.0",
                "geo_distance_2points | 0 | 0 | 180 | 0 => 2.001511821194711E7",
                "geo_distance_2points | 181 | 0 | 0 | 0 => -",
                "geo_azimuth | 0 | 0 | 10 | 0 => 1.5707963267948966",
                "geo_azimuth | 0 | 0 | 0 | 10 => 0.0",
                "geo_azimuth | 0 | 91 | 0 | 10 => -",
                "geo_angle | 0 | 10 | 0 | 0 | -10 | 0 => 4.71238898038469",
                "geo_point_in_circle | 0.001 | 0 | 0 | 0 | 120 => true",
                "geo_point_in_circle | 0.001 | 0 | 0 | 0 | 100 => false",
                "geo_point_to_geohash | 2.3522 | 48.8566 => u09tv",
                "geo_point_to_geohash | 2.3522 | 48.8566 | 2 => u0",
                "geo_point_to_geohash | 2.3522 | 48.8566 | 0 => -",
                "geo_point_to_geohash | - | 48.8566 => -",
                "geo_geohash_to_central_point | s => {\"type\":\"Point\",\"coordinates\":[22.5,22.5]}",
                "geo_geohash_to_central_point | a => -",
                "geo_geohash_to_polygon | s => {\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[45.0,0.0],[45.0,45.0],[0.0,45.0],[0.0,0.0]]]}",
                "geo_geohash_neighbors | s => [\"7\",\"k\",\"m\",\"t\",\"e\",\"v\",\"u\",\"g\"]",
                "geo_geohash_neighbors | u => [\"g\",\"e\",\"t\",\"s\",\"v\"]",
            })
    void points(String example) {
        Examples.check(example);
    }
}
