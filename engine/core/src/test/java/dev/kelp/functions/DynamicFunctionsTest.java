package dev.kelp.functions;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicFunctionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "parse_json | {\"k\" : [1, 2.50]} => {\"k\":[1,2.5]}",
                "parse_json | plain words => \"plain words\"",
                "parse_json | null => -",
                "parse_json | \"quoted\" => \"quoted\"",
                "dynamic_to_json | {\"b\":{\"z\":1,\"y\":2},\"a\":[{\"d\":1,\"c\":2}]} => {\"a\":[{\"c\":2,\"d\":1}],\"b\":{\"y\":2,\"z\":1}}",
                "extract_json | $.tool.sizes[1] | {\"tool\":{\"sizes\":[7,8]}} => 8",
                "extract_json | $['a b'].c | {\"a b\":{\"c\":\"text\"}} => text",
                "extract_json | $.nothing | {\"a\":1} => ",
                "extract_json | $.a | not json => ",
                "extract_json | $.n[-1] | {\"n\":[1,\"25\"]} | long => 25",
                "extract_json | $.n | {\"n\":{}} | long => -",
                "gettype | {} => dictionary",
                "gettype | - => null",
                "gettype | 1.5 => double",
                "treepath | {\"p\":{\"q\":1},\"r\":[{\"s\":2},3]} => [\"['p']\",\"['p']['q']\",\"['r']\",\"['r'][0]\",\"['r'][0]['s']\"]",
                "treepath | 5 => -",
                "dynamic_follow | {\"a b\":[1,{\"c\":2E-07}]} | $.\"a b\"[#-1].\"c\" => 2E-07",
                "dynamic_follow | {\"a\":[1]} | $.\"a\"[0].\"c\" => -",
                "dynamic_step | {\"a\":1} | \"a\" => 1",
                "dynamic_step | [4,5] | -1 => 5",
                "dynamic_step | [4,5] | 0.5 => -",
                "mv_elements | {\"a\":1,\"b\":[2]} | false => [{\"a\":1},{\"b\":[2]}]",
                "mv_elements | {\"a\":1,\"b\":[2]} | true => [[\"a\",1],[\"b\",[2]]]",
                "mv_elements | - | false => [null]",
                "mv_elements | [] | false => []",
                "mv_elements | 7 | false => [7]",
                "mv_joined | [1,\"x,y\",null] | false => 1\u0001\"x,y\"\u0001null",
                "mv_joined_first | [1,2,3] | false | 2 => 1\u00012",
                "mv_joined_first | [1] | false | 0 => -",
                "mv_joined | {} | false => -",
                "mv_joined | - | false => null",
            })
    void dynamics(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bag_pack | \"a\" | 1 | \"b\" | - => {\"a\":1,\"b\":null}",
                "bag_pack | \"a\" | 1 | \"a\" | 2 => {\"a\":2}",
                "bag_keys | {\"b\":1,\"a\":{\"c\":2}} => [\"b\",\"a\"]",
                "bag_keys | {} => []",
                "bag_keys | [] => -",
                "bag_merge | {\"a\":1} | {\"a\":{\"x\":9},\"b\":2} | - | [1] => {\"a\":1,\"b\":2}",
                "bag_merge | [1] | - => -",
                "bag_has_key | {\"a\":{\"b\":null}} | $.a.b => true",
                "bag_has_key | {\"a\":{\"b\":null}} | b => false",
                "bag_has_key | {\"$.a\":1} | $.a => false",
                "bag_has_key | [1] | a => -",
                "bag_remove_keys | {\"a\":1,\"b\":{\"c\":2,\"d\":3},\"e\":4} | [\"$.b.c\",\"e\",\"none\",5] => {\"a\":1,\"b\":{\"d\":3}}",
                "bag_remove_keys | {\"a\":1} | {} => -",
                "bag_set_key | {\"a\":1,\"b\":2} | c | [3] => {\"a\":1,\"b\":2,\"c\":[3]}",
                "bag_set_key | {\"a\":{\"x\":1,\"y\":2}} | $.a.x | - => {\"a\":{\"y\":2,\"x\":null}}",
                "bag_set_key | {\"a\":5} | $.a.b.c | 1 => {\"a\":{\"b\":{\"c\":1}}}",
                "bag_set_key | - | a | 1 => -",
                "bag_zip | [\"a\",1,\"b\",\"c\"] | [10,20] => {\"a\":10,\"b\":null,\"c\":null}",
                "bag_zip | {} | [] => -",
            })
    void bags(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "array_concat | [1] | {\"a\":1} | - | [[2],3] => [1,[2],3]",
                "array_concat | 5 => -",
                "array_reverse | [1,[2,3],null] => [null,[2,3],1]",
                "array_slice | [0,1,2,3] | 1 | -2 => [1,2]",
                "array_slice | [0,1,2,3] | -9 | 9 => [0,1,2,3]",
                "array_slice | [0,1,2,3] | 3 | 1 => []",
                "array_slice | {} | 0 | 1 => -",
                "array_split | [0,1,2,3] | -1 => [[0,1,2],[3]]",
                "array_split | [0,1,2,3] | [1,3,9] => [[0],[1,2],[3],[]]",
                "array_rotate_left | [1,2,3] | 4 => [2,3,1]",
                "array_rotate_left | [1,2,3] | -1 => [3,1,2]",
                "array_rotate_right | [1,2,3] | 1 => [3,1,2]",
                "array_rotate_right | [] | 1 => []",
                "array_shift_left | [1,2,3] | 1 => [2,3,null]",
                "array_shift_left | [1,2,3] | 5 | 0 => [0,0,0]",
                "array_shift_right | [1,2,3] | 2 | \"x\" => [\"x\",\"x\",1]",
                "array_shift_right | [1,2,3] | -1 => [2,3,null]",
                "array_index_of | [\"a\",5,[1]] | 5.0 => 1",
                "array_index_of | [\"a\",5,[1]] | [1] => 2",
                "array_index_of | [\"a\",5] | \"5\" => -1",
                "array_index_of | [7,8,7,8,7] | 7 | 1 => 2",
                "array_index_of | [7,8,7,8,7] | 7 | 0 | -1 | 3 => 4",
                "array_index_of | [7,8,7,8,7] | 7 | -2 | 1 => -1",
                "array_index_of | 7 | 7 => -",
                "array_iff | [true,false,\"x\",0,2.5] | [1,2,3,4] | 9 => [1,9,null,9,null]",
                "zip | [1,2] | [\"a\"] | [] => [[1,\"a\",null],[2,null,null]]",
                "zip | [1] | - => -",
                "repeat | true | 2 => [true,true]",
                "repeat | 1 | -3 => []",
                "array_sort_asc | [3,null,1.5,-2] => [-2,1.5,3,null]",
                "array_sort_asc | [3,null,1] | false => [null,1,3]",
                "array_sort_desc | [\"b\",\"a\",\"B\"] => [\"b\",\"a\",\"B\"]",
                "array_sort_desc | [1,3,2] | [\"x\",\"y\",\"z\"] | [1] => [[3,2,1],[\"y\",\"z\",\"x\"],null]",
                "array_sort_asc | {} => -",
            })
    void arrays(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set_union | [3,1,3] | [2,1.0] => [3,1,2]",
                "set_union | [1] | {} => -",
                "set_intersect | [{\"a\":1,\"b\":2},4,5] | [5.0,{\"b\":2,\"a\":1}] => [{\"a\":1,\"b\":2},5]",
                "set_intersect | [1] | [2] => []",
                "set_difference | [1,2,2,3] | [3] | [1] => [2]",
                "set_has_element | [1,\"two\"] | \"two\" => true",
                "set_has_element | [1,\"two\"] | 2 => false",
                "set_has_element | - | 2 => -",
                "set_equals | [1,2,2] | [2,1] => true",
                "set_equals | [1] | [1,2] => false",
                "jaccard_index | [1,2,3] | [2,3,4,5] => 0.4",
            })
    void sets(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flattened | [[1,2],3,null,[[4]],{\"a\":[5]}] | - => [1,2,3,null,[4],{\"a\":[5]}]",
                "flattened | [[1,2],3] | 2 => [1,2]",
                "first_elements | [1,2,3] | 0 => []",
                "distinct_elements | [2,[1,2],null,1] | - => [2,1]",
                "distinct_elements | [2,1,2] | 1 => [2]",
                "merged_bags | [{\"a\":1},5,{\"a\":2,\"b\":3}] | - => {\"a\":1,\"b\":3}",
                "merged_bags | [{\"a\":1},{\"b\":3}] | 1 => {\"a\":1}",
                "merged_bags | [] | - => {}",
                "schema_of | [{\"a\":1,\"b\":[true]},{\"a\":\"x\",\"b\":[{\"c\":0.5}]}] => {\"a\":[\"long\",\"string\"],\"b\":{\"`indexer`\":[{\"c\":\"double\"},\"bool\"]}}",
                "decimal_sum | [\"0.1\",\"0.2\"] => 0.3",
                "decimal_sum | [] => 0",
                "decimal_avg | [\"1\",\"2\"] => 1.5",
                "decimal_avg | [] => -",
                "decimal_min | [\"10\",\"9.5\"] => 9.5",
                "decimal_max | [\"10\",\"9.5\"] => 10",
                "decimal_percentile | [\"3\",\"1\",\"2\"] | 50.0 => 2",
                "percentiles_of | long | [5,1,4,2,3] | [0,50,100] => [1,3,5]",
                "percentiles_of | timespan | [\"10.00:00:00\",\"9.00:00:00\"] | [100] => [\"10.00:00:00\"]",
                "percentiles_of | long | [] | [50] => [null]",
                "percentilesw_of | long | [1,2,3] | [1,1,8] | [10,50] => [1,3]",
                "percentilew_real | [1.5,null,2.5] | [3,5,1] | 50.0 => 1.5",
            })
    void gathered(String example) {
        Examples.check(example);
    }
}
