package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NameTemplateTest {

    @Test
    void template_filled_hasEveryFieldReplaced() {
        var template = new NameTemplate("x-{stem}-{comment}-{index}-{n}-{fp8}-{n}");
        var values = Map.of("stem", "bob", "comment", "$1\\", "index", "2", "n", "7", "fp8", "0acda4dd");

        assertThat(template.fill(values)).isEqualTo("x-bob-$1\\-2-7-0acda4dd-7");
    }

    @ParameterizedTest
    @CsvSource({"{name},'{name}'", "{Stem},'{Stem}'", "{},'{}'", "a-{stem}-{fp},'{fp}'"})
    void field_unknown_isNamed(String template, String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NameTemplate(template))
                .withMessageContaining(field)
                .withMessageContaining("use {stem}, {comment}, {index}, {n} or {fp8}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{stem", "stem}", "{{stem}}", "{stem}}"})
    void template_emptyOrWithUnpairedBrace_isRefused(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> new NameTemplate(template));
    }

    @Test
    void defaults_forSeveralEntries_areNumbered() {
        var own = new NameTemplate("{stem}-x");

        assertThat(NameTemplate.defaults().forEntries(1).text()).isEqualTo("{stem}");
        assertThat(NameTemplate.defaults().forEntries(2).text()).isEqualTo("{stem}-{index}");
        assertThat(own.forEntries(2)).isEqualTo(own);
    }
}
