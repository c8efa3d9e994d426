package dev.keyflux.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionSelectionTest {

    @Test
    void parse_all_selectsTheNineteen() {
        assertThat(RegionSelection.parse("all")).hasSize(19).isEqualTo(Regions.all());
    }

    @Test
    void parse_namesAndGlobs_eachOnceInTheOrderNamed() {
        assertThat(RegionSelection.parse(" us-west-2, eu-west-* ,eu-west-2,"))
                .containsExactly("us-west-2", "eu-west-1", "eu-west-2", "eu-west-3");
        assertThat(RegionSelection.parse("us-east-?")).containsExactly("us-east-1", "us-east-2");
    }

    @Test
    void parse_globsInsideAndAround_matchWholeNames() {
        assertThat(RegionSelection.parse("*central*")).containsExactly("ca-central-1", "eu-central-1");
        assertThat(RegionSelection.parse("*")).hasSize(19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , "})
    void parse_nothing_asksForSome(String list) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSelection.parse(list))
                .withMessageContaining("no region is selected");
    }

    @Test
    void parse_availabilityZone_namesItsRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSelection.parse("eu-west-2a"))
                .withMessage("'eu-west-2a' is an availability zone; key pairs belong to its region: write eu-west-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-west-1", "us-west-1b"})
    void parse_usWest1_saysWhyItIsNone(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSelection.parse(name))
                .withMessageContaining("no Lightsail")
                .withMessageContaining("us-west-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-wst-1", "EU-WEST-1", "eu_west_1", "eu-west1"})
    void parse_slip_suggestsTheNearest(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSelection.parse("us-east-1," + name))
                .withMessageContaining("'%s'", name)
                .withMessageContaining("did you mean eu-west-1?");
    }

    @Test
    void parse_farFromAny_listsThemAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSelection.parse("moon-base-1"))
                .withMessageContaining("'moon-base-1'")
                .withMessageContaining("ap-northeast-2");
    }

    @Test
    void parse_globWithoutMatch_saysSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSelection.parse("mars-*"))
                .withMessageContaining("'mars-*' matches no Lightsail region");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegionSelection.parse("[a-z]*"))
                .withMessageContaining("'[a-z]*'");
    }
}
