package chat.parley.ejb.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HashTreeTest {

    /** The empty tree and that of one empty leaf are told in RFC 9162 and its predecessors' test data. */
    @Test
    void it_is_the_tree_of_the_rfc() {
        assertThat(HashTree.root(List.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(HashTree.root(List.of("")))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void every_leaf_and_its_place_matters() {
        List<String> leaves = IntStream.range(0, 7).mapToObj(Integer::toString).toList();
        String root = HashTree.root(leaves);

        for (int i = 0; i < leaves.size(); i++) {
            List<String> others = new ArrayList<>(leaves);
            others.set(i, "x");
            assertThat(HashTree.root(others)).isNotEqualTo(root);
            others.remove(i);
            assertThat(HashTree.root(others)).isNotEqualTo(root);
        }
        assertThat(HashTree.root(leaves.reversed())).isNotEqualTo(root);
    }
}
