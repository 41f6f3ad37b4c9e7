package dev.tmctl.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTreesTest {
    @Test
    void should_make_the_trees_that_a_mapper_makes() {
        Map<Object, Object> numbered = new LinkedHashMap<>();
        numbered.put(1, "number");
        numbered.put(true, "flag");
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("text", "x");
        plain.put("list", Arrays.asList(1, 2L, 3.5, null, Map.of("deep", List.of())));
        plain.put("flag", false);
        plain.put("big", new BigInteger("123456789012345678901234567890"));
        plain.put("numbered", numbered);
        plain.put("bytes", new byte[] {1, 2});
        plain.put("nan", Double.NaN);

        assertThat(JsonTrees.of(plain)).isEqualTo(JsonTrees.mapper().valueToTree(plain));
        assertThat(JsonTrees.of(null)).isEqualTo(JsonTrees.mapper().nullNode());
        assertThat(JsonTrees.of(numbered)).isEqualTo(JsonTrees.mapper().valueToTree(numbered));
    }
}
