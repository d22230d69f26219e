package dev.kelp.functions;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesFunctionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "range | 2 | 9 | 3 => [2,5,8]",
                "range | 2 | 8 | 3 => [2,5,8]",
                "range | 3 | 1 | -1 => [3,2,1]",
                "range | 1 | 3 => [1,2,3]",
                "range | 3 | 1 => []",
                "range | 1 | 3 | 0 => -",
                "range | 0.0 | 1.0 | 0.5 => [0.0,0.5,1.0]",
                "range | 9223372036854775806 | 9223372036854775807 | 1 => [9223372036854775806,9223372036854775807]",
            })
    void ranges(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "series_add | [1,2.5,\"x\",4] | [10,20,30] => [11,22.5,null,null]",
                "series_add | [1,2] | 10 => [11,12]",
                "series_subtract | 10 | [1,2.5] => [9,7.5]",
                "series_multiply | [2,3] | [2,0.5] => [4,1.5]",
                "series_divide | [1,2,1,0] | [4,2,0,0] => [0.25,1.0,\"Infinity\",\"NaN\"]",
                "series_pow | [2,4] | [3,0.5] => [8.0,2.0]",
                "series_add | {} | 1 => -",
                "series_add | 1 | 2 => -",
                "series_less | [1,2,3] | [2,2,2] => [true,false,false]",
                "series_less_equals | [1,2,3] | 2 => [true,true,false]",
                "series_greater | [1,2,3] | 2 => [false,false,true]",
                "series_greater_equals | [1,2,null] | 2 => [false,true,null]",
                "series_equals | [1,2] | [1.0,3] => [true,false]",
                "series_not_equals | [1,2] | [1.0,3] => [false,true]",
                "series_abs | [-1,0,2.5,\"a\"] => [1.0,0.0,2.5,null]",
                "series_floor | [-1.5,1] => [-2.0,1.0]",
                "series_ceiling | [-1.5,1] => [-1.0,1.0]",
                "series_sign | [-6,0,8.5] => [-1,0,1]",
                "series_exp | [0] => [1.0]",
                "series_log | [1,0] => [0.0,\"-Infinity\"]",
                "series_abs | 5 => -",
            })
    void elementByElement(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "series_fill_forward | [null,1,null,null,2,null] => [null,1,1,1,2,2]",
                "series_fill_forward | [0,1,0] | 0.0 => [0,1,1]",
                "series_fill_backward | [null,1,null,2,null] => [1,1,2,2,null]",
                "series_fill_const | [null,1] => [0,1]",
                "series_fill_const | [-1,1] | 7.5 | -1 => [7.5,1]",
                "series_fill_linear | [null,10,null,null,40,null] => [10,10,20,30,40,40]",
                "series_fill_linear | [1,null,2] => [1,1,2]",
                "series_fill_linear | [1.0,null,2] => [1.0,1.5,2]",
                "series_fill_linear | [null,1,null,3,null] | - | false => [null,1,2,3,null]",
                "series_fill_linear | [null,null] => [0.0,0.0]",
                "series_fill_linear | [null,null] | - | true | 5 => [5,5]",
                "series_fill_linear | [0,10,0,20] | 0 => [10,10,15,20]",
                "series_fill_linear | {} => -",
            })
    void filled(String example) {
        Examples.check(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "series_sum | [1,2.5] => 3.5",
                "array_sum | [] => 0.0",
                "array_sum | [1,\"x\"] => -",
                "series_product | [2,3] => 6.0",
                "series_magnitude | [3,4] => 5.0",
                "series_dot_product | [1,2] | [3,4] => 11.0",
                "series_dot_product | [1,2] | 10 => 30.0",
                "series_dot_product | [1,2] | [1] => -",
                "series_cosine_similarity | [1,0] | [0,1] => 0.0",
                "series_cosine_similarity | [3,4] | [3,4] | 5.0 | 5.0 => 1.0",
                "series_pearson_correlation | [1,1,3,3] | [3,3,1,1] => -1.0",
                "series_pearson_correlation | [1,2] | [1] => -",
                "series_stats_dynamic | [4,2,6] => {\"min\":2.0,\"min_idx\":1,\"max\":6.0,\"max_idx\":2,\"avg\":4.0,\"stdev\":2.0,\"variance\":4.0,\"sum\":12.0,\"len\":3}",
                "series_stats_dynamic | [4,null] => -",
                "series_stats_dynamic | [null,5] | true => {\"min\":5.0,\"min_idx\":1,\"max\":5.0,\"max_idx\":1,\"avg\":5.0,\"stdev\":0.0,\"variance\":0.0,\"sum\":5.0,\"len\":1}",
                "series_stats | [4,2,6] => [2.0,1,6.0,2,4.0,2.0,4.0,12.0,3]",
                "series_fit_line | [1,3,5] => [1.0,2.0,4.0,0.0,1.0,[1.0,3.0,5.0]]",
                "series_fft | [1,0,0] => [[1.0,1.0,1.0],[0.0,0.0,0.0]]",
                "series_fft | [1,1,1,1] => [[4.0,0.0,0.0,0.0],[0.0,0.0,0.0,0.0]]",
                "series_ifft | [4,0,0,0] => [[1.0,1.0,1.0,1.0],[0.0,0.0,0.0,0.0]]",
                "series_fft | [1,2] | [1] => -",
                "welch_test | 1 | 2 | 3 | 1 | 2 | 3 => 1.0",
                "series_fir | [0,0,6,0,0] | [1,1] => [0.0,0.0,3.0,3.0,0.0]",
                "series_fir | [0,3,0] | [1,1,1] | true | true => [1.0,1.0,1.0]",
                "series_fir | [1,4,9] | [1,-1] => [1.0,3.0,5.0]",
                "series_fir | [1] | [1,-1] | true => -",
                "series_iir | [1,2,3] | [1] | [1,-1] => [1.0,3.0,6.0]",
                "series_iir | [1] | [1] | [0] => -",
                "series_fit_line_dynamic | [1,3,5] => {\"rsquare\":1.0,\"slope\":2.0,\"variance\":4.0,\"rvariance\":0.0,\"interception\":1.0,\"line_fit\":[1.0,3.0,5.0]}",
            })
    void summaries(String example) {
        Examples.check(example);
    }
}
